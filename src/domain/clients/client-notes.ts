import type { Day } from '../calendar/day.ts';
import type { OutreachChannel } from './client.ts';
import type { Contact, Tag } from './client-records.ts';

/** A contact that a manager recorded in a conversation. */
export interface NotedContact extends Contact {
  readonly clientId: string;
}

export interface NotedTag extends Tag {
  readonly clientId: string;
}

/** A client's wish to get no more marketing on a channel, as told to the manager. */
export interface MarketingStop {
  readonly clientId: string;
  readonly channel: OutreachChannel | 'all';
  readonly requestedOn: Day;
}

/** What was recorded in conversations, beside what the bank's files brought. */
export interface ClientNotes {
  readonly contacts: readonly NotedContact[];
  readonly tags: readonly NotedTag[];
  readonly stops: readonly MarketingStop[];
}

export const noNotes: ClientNotes = { contacts: [], tags: [], stops: [] };

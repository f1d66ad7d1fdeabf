import type { Action } from '../domain/card/card.ts';
import type { ChatChannel } from './inbound-events.ts';

/** A card that stands in a chat, with what its buttons do. */
export interface SentCard {
  /** Ours and unguessable; the buttons carry it and the number of the action, nothing else. */
  readonly id: string;
  readonly channel: ChatChannel;
  /** The only person who may press. */
  readonly employeeId: string;
  readonly conversationId: string;
  /** The turn whose answer it shows. */
  readonly turnId: string;
  /** Where it stands, as the channel finds it again; JSON. */
  readonly place: unknown;
  readonly actions: readonly Action[];
}

/** Cards in chats, kept so that a restart forgets none of them. */
export interface SentCards {
  keep(card: SentCard): Promise<void>;
  find(id: string): Promise<SentCard | null>;
  /** Where it stands is often known only after it has been posted. */
  place(id: string, place: unknown): Promise<void>;
  /** Marks an action as pressed; false: it was pressed before. */
  press(id: string, action: number): Promise<boolean>;
}

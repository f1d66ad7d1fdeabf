import type { Answer } from '../domain/conversation/answer.ts';
import type { DirectoryEntry, OutsideIdentities } from './employee-directory.ts';

export type ChannelName = 'page' | 'slack' | 'wecom' | 'wecom-app';

/** Something that the assistant tells somebody unasked: a digest, an alert, a reminder. */
export interface Delivery {
  /** Unique per recipient and step; the platform is asked by it whether an earlier try arrived. */
  readonly key: string;
  readonly recipient: DirectoryEntry;
  readonly identities: OutsideIdentities;
  /** The conversation it becomes a turn of, so that 「看依据」 and the like follow on from it. */
  readonly conversationId: string;
  readonly turnId: string;
  readonly answer: Answer;
}

export type Receipt =
  /** The platform has acknowledged it; `reference` is its own id of the message. */
  | { readonly kind: 'delivered'; readonly reference: string | null }
  /** Throttled or out of reach for now: try again, not before `afterMs` where the platform said so. */
  | { readonly kind: 'later'; readonly afterMs: number | null; readonly why: string }
  /** This person can't be reached here: another channel has to do it. */
  | { readonly kind: 'impossible'; readonly why: string }
  /** Sent, and nobody said whether it arrived. */
  | { readonly kind: 'unknown'; readonly why: string };

/** One way to somebody, behind the outbox. `why` is for operators and names no client. */
export interface DeliveryChannel {
  readonly name: ChannelName;
  /** Whether the bank's list of staff says how to reach this person here. */
  reaches(identities: OutsideIdentities): boolean;
  deliver(delivery: Delivery): Promise<Receipt>;
  /** After an unknown outcome, where the platform can be asked; null: it did not arrive. */
  lookUp?(delivery: Delivery): Promise<Receipt | null>;
}

import type { Day } from '../domain/calendar/day.ts';
import type { ChannelName } from './delivery-channel.ts';

/** What a message is for; with its subject and recipient it happens once. */
export type DeliveryStep =
  | 'morning'
  | 'day-end'
  | 'red'
  | 'red-summary'
  | 'reminder'
  | 'breach'
  | 'unacknowledged'
  | 'call-back'
  | 'handover';

/** Something to be told. What it says is made when it is sent, from how things stand then. */
export interface OutboxMessage {
  readonly recipientId: string;
  readonly step: DeliveryStep;
  /** The day, alert, complaint or person it is about. */
  readonly subject: string;
  readonly day: Day;
  /** Alerts that count as received with it. */
  readonly alertIds: readonly string[];
  /** Business time, as is `expiresAt`: after that it is not worth sending any more. */
  readonly dueAt: Date;
  readonly expiresAt: Date | null;
}

export interface HeldMessage extends OutboxMessage {
  readonly key: string;
  readonly conversationId: string;
  readonly turnId: string;
  /** How often it was taken up before. */
  readonly attempts: number;
  /** The channel it was handed to, without anybody saying whether it arrived. */
  readonly tried: ChannelName | null;
}

export interface DeadLetter {
  readonly key: string;
  readonly attempts: number;
  readonly fault: string;
}

export interface InboxEntry {
  readonly turnId: string;
  readonly conversationId: string;
  readonly step: DeliveryStep;
  readonly day: Day;
  readonly deliveredAt: string;
  readonly read: boolean;
}

/** Who works on a message; its lease runs in real time. */
export interface Holder {
  readonly id: string;
  readonly leaseMs: number;
}

/** What is to be told to whom, kept beside the state it tells about, until it has arrived. */
export interface Outbox {
  /** Messages that are known by key are left as they are; returns how many are new. */
  write(messages: readonly OutboxMessage[]): Promise<number>;
  /** Which of these are kept, whatever became of them. */
  known(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** The steps that were delivered about these subjects, as `step/subject`. */
  deliveredSteps(subjects: readonly string[]): Promise<ReadonlySet<string>>;
  /** Takes due messages for as long as the lease holds; a killed process loses them by itself. */
  take(holder: Holder, now: Date, limit: number): Promise<HeldMessage[]>;
  /** Noted before it is handed over: from here on a crash leaves the outcome unknown. False: the lease is lost. */
  trying(key: string, holder: Holder, channel: ChannelName): Promise<boolean>;
  delivered(
    key: string,
    holder: Holder,
    receipt: {
      readonly channel: ChannelName;
      readonly reference: string | null;
      readonly at: Date;
    },
  ): Promise<void>;
  /** Puts it back; `unknown` keeps where it was tried. */
  later(
    key: string,
    holder: Holder,
    why: { readonly afterMs: number; readonly fault: string; readonly unknown: boolean },
  ): Promise<void>;
  /** Ends it without delivery: `dead` is a fault somebody has to look at, `dropped` needs nothing. */
  end(key: string, holder: Holder, as: 'dead' | 'dropped', why: string): Promise<void>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** What has arrived for somebody, newest first. */
  inbox(employeeId: string, limit: number): Promise<readonly InboxEntry[]>;
  /** Marks what arrived in a conversation as read. */
  read(employeeId: string, conversationId: string, at: Date): Promise<void>;
}

export const outboxKey = ({
  step,
  subject,
  recipientId,
}: Pick<OutboxMessage, 'step' | 'subject' | 'recipientId'>): string =>
  `${step}/${subject}/${recipientId}`;

import type { Intent } from './answer.ts';

/** Where the manager meets the client. */
export type TalkChannel = 'call' | 'wechat' | 'visit';

/** 控制型 影响型 稳健型 谨慎型. */
export type DiscType = 'D' | 'I' | 'S' | 'C';

/** One drill: a client's sentence waits for the manager's reply. */
export interface Practice {
  /** 1–3: each round the client pushes once more. */
  readonly round: number;
  /** What the client said last. */
  readonly client: string;
  /** Points (0–100) of the rounds answered so far; the manager's own, told to nobody. */
  readonly points: readonly number[];
}

/** What an answer was about, kept with it, so that a short follow-up goes on from there. */
export interface Topic {
  /** Knowledge cards, the leading one first; two where objections were mixed. */
  readonly cardIds: readonly string[];
  readonly channel: TalkChannel | null;
  readonly disc: DiscType | null;
  /** How many rungs of 他还是不同意 have been shown. */
  readonly rung: number;
  /** Labels of the lines already shown, so that 换个说法 brings another one. */
  readonly shown: readonly string[];
  /** A drill under way; absent outside of one. */
  readonly practice?: Practice;
  /** What a task left open: a proposal to confirm, a draft to change, a list to narrow. */
  readonly task?: OpenTask;
}

interface OpenTask {
  readonly intent: Intent;
  /** The task's own, as plain JSON. */
  readonly state: unknown;
}

/**
 * A topic that is only a task's.
 *
 * @public For tasks that leave something open.
 */
export function taskTopic(intent: Intent, state: unknown): Topic {
  const task = { intent, state };
  return { cardIds: [], channel: null, disc: null, rung: 0, shown: [], task };
}

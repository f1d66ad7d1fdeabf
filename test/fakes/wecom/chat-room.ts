import type { TemplateCard } from '@wecom/aibot-node-sdk';

/** A message as it stands in somebody's chat. */
export type Seen =
  | {
      readonly kind: 'stream';
      readonly id: string;
      content: string;
      finished: boolean;
      card: TemplateCard | null;
      feedbackId: string | null;
      readonly snapshots: string[];
    }
  | { readonly kind: 'markdown'; readonly content: string }
  | { readonly kind: 'card'; card: TemplateCard; readonly drawn: TemplateCard[] }
  | { readonly kind: 'welcome'; readonly content: string };

/** Counts what may still be sent to one chat: 30 in a minute, 1,000 in an hour. */
class Allowance {
  readonly #sentAt: number[] = [];

  take(now: number): boolean {
    while ((this.#sentAt[0] ?? now) < now - 3_600_000) this.#sentAt.shift();
    const lately = this.#sentAt.filter((at) => at > now - 60_000).length;
    if (lately >= 30 || this.#sentAt.length >= 1000) return false;
    this.#sentAt.push(now);
    return true;
  }
}

/** One chat with the bot: what stands in it, and what the platform still lets through. */
export class ChatRoom {
  readonly seen: Seen[] = [];
  readonly allowance = new Allowance();
  /** Each text that was there to be read, with the time it came; a stream once, when it ended. */
  readonly read: { readonly at: number; readonly text: string }[] = [];
  /** When the first sign of life of each stream came. */
  readonly begun: number[] = [];

  streams(): Extract<Seen, { kind: 'stream' }>[] {
    return this.seen.filter((one) => one.kind === 'stream');
  }

  cards(): TemplateCard[] {
    return this.seen.flatMap((one) => {
      if (one.kind === 'card') return [one.card];
      return one.kind === 'stream' && one.card ? [one.card] : [];
    });
  }

  /** All texts that a person reads here, in order. */
  texts(): string[] {
    return this.seen.flatMap((one) => (one.kind === 'card' ? [] : [one.content]));
  }

  redraw(card: TemplateCard): boolean {
    for (const one of this.seen) {
      if (one.kind === 'card' && one.card.task_id === card.task_id) {
        one.drawn.push(one.card);
        one.card = card;
        return true;
      }
      if (one.kind === 'stream' && one.card?.task_id === card.task_id) {
        one.card = card;
        return true;
      }
    }
    return false;
  }
}

import type { Step } from '../../domain/conversation/step.ts';
import { GuichaoError } from '../../domain/errors.ts';
import type { Turn } from '../../journeys/conversation/take-turn.ts';
import type { ConversationFeed } from './conversation-feed.ts';
import { toWire } from './to-wire.ts';
import type { WebParts } from './web-parts.ts';

type PostedTurn = Turn & { readonly turnId: string };

interface Running {
  readonly turn: PostedTurn;
  readonly abort: AbortController;
  /** Settles when the question is stored: from then on the turn can't be lost. */
  readonly stored: Promise<void>;
  readonly done: Promise<void>;
  step: Step;
}

/** The turns being answered in this process; each goes on when its tab is closed. */
export class RunningTurns {
  readonly #parts: WebParts;
  readonly #feed: ConversationFeed;
  readonly #running = new Map<string, Running>();

  constructor(parts: WebParts, feed: ConversationFeed) {
    this.#parts = parts;
    this.#feed = feed;
  }

  /** Resolves when the question is stored. A turn that already runs is not taken again. */
  start(turn: PostedTurn): Promise<void> {
    const known = this.#running.get(turn.turnId);
    if (known) {
      if (known.turn.employeeId === turn.employeeId) return known.stored;
      throw new GuichaoError('not-found', '没有找到这一句。');
    }
    const abort = new AbortController();
    const { promise: stored, resolve, reject } = Promise.withResolvers<void>();
    const done = this.#take(turn, abort.signal, resolve).catch(reject);
    this.#running.set(turn.turnId, { turn, abort, stored, done, step: 'received' });
    return stored;
  }

  /** What runs in a conversation and how far it is, for a tab that joins late. */
  stepsIn(employeeId: string, conversationId: string): { turnId: string; step: Step }[] {
    return [...this.#running.values()]
      .filter(({ turn }) => turn.employeeId === employeeId)
      .filter(({ turn }) => turn.conversationId === conversationId)
      .map(({ turn, step }) => ({ turnId: turn.turnId, step }));
  }

  conversationOf(employeeId: string, turnId: string): string | null {
    const found = this.#running.get(turnId)?.turn;
    return found?.employeeId === employeeId ? found.conversationId : null;
  }

  cancel(employeeId: string, turnId: string): boolean {
    const found = this.#running.get(turnId);
    if (found?.turn.employeeId !== employeeId) return false;
    found.abort.abort();
    return true;
  }

  /** Resolves when nothing runs any more. */
  async settle(): Promise<void> {
    await Promise.allSettled([...this.#running.values()].map(({ done }) => done));
  }

  async #take(turn: PostedTurn, signal: AbortSignal, stored: () => void): Promise<void> {
    const { take, telemetry } = this.#parts;
    const started = performance.now();
    let outcome = 'failed';
    let begun = false;
    const onStep = (step: Step) => {
      const running = this.#running.get(turn.turnId);
      if (running) running.step = step;
      if (!begun) {
        begun = true;
        stored();
        void this.#tellTurn(turn);
      }
      const data = { turnId: turn.turnId, step };
      this.#feed.tell(turn.employeeId, turn.conversationId, { name: 'step', data });
    };
    try {
      const { answer } = await take(turn, { onStep, signal });
      outcome = answer.kind;
    } catch (error) {
      if (!begun) throw error;
      const cancelled = error instanceof GuichaoError && error.code === 'cancelled';
      outcome = cancelled ? 'cancelled' : 'failed';
      if (!cancelled) telemetry.failed(turn.turnId, error);
    } finally {
      this.#running.delete(turn.turnId);
      telemetry.turnDone({ outcome, elapsedMs: performance.now() - started });
    }
    await this.#tellTurn(turn);
  }

  /** Sends the turn as it is stored now. */
  async #tellTurn({ employeeId, conversationId, turnId }: PostedTurn): Promise<void> {
    try {
      const stored = await this.#parts.library.turn(employeeId, turnId);
      if (!stored) return;
      const event = { name: 'turn', data: toWire(stored) } as const;
      this.#feed.tell(employeeId, conversationId, event);
    } catch (error) {
      this.#parts.telemetry.failed(turnId, error);
    }
  }
}

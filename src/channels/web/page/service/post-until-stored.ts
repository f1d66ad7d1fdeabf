import { call, Unreachable } from './api.ts';
import type { OutgoingTurn } from './outbox.ts';

const retryAfterMs = 1500;

export interface StoredTurn {
  readonly turnId: string;
  readonly conversationId: string;
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, retryAfterMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * Posts a question until the service has it; repeating is harmless, since the turn's id is the
 * page's own. Null: given up because `signal` was aborted. Throws `Refused`.
 */
export async function postUntilStored(
  turn: OutgoingTurn,
  signal: AbortSignal,
  onUnreachable: () => void,
): Promise<StoredTurn | null> {
  while (!signal.aborted) {
    try {
      const stored = await call<StoredTurn>('POST', '/turns', turn);
      return signal.aborted ? null : stored;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      onUnreachable();
      await pause(signal);
    }
  }
  return null;
}

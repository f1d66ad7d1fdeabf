/** A question on its way: kept in the tab until the service has stored it. */
export interface OutgoingTurn {
  readonly turnId: string;
  readonly conversationId: string | null;
  readonly text: string;
}

const storageKey = 'guichao-outbox';

export function outgoing(): OutgoingTurn | null {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as OutgoingTurn | null;
  } catch {
    return null;
  }
}

export function keepOutgoing(turn: OutgoingTurn | null): void {
  try {
    if (turn) sessionStorage.setItem(storageKey, JSON.stringify(turn));
    else sessionStorage.removeItem(storageKey);
  } catch {
    // Without storage a reload before the service has answered loses the question, nothing else.
  }
}

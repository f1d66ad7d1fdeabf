/** What became of a frame that was sent. */
export type Sent =
  | { readonly kind: 'acked' }
  /** The platform said no. */
  | { readonly kind: 'refused'; readonly errcode: number }
  /** Nobody said anything in time: it may have arrived. */
  | { readonly kind: 'unacked' }
  /** There was no connection to send it over. */
  | { readonly kind: 'down' };

/** Too many messages for this chat or this bot. */
export const tooOften = 45009;

/** The SDK rejects with a plain frame where the platform refused, and with an Error where nothing came back. */
export function outcomeOf(rejection: unknown): Sent {
  if (typeof rejection === 'object' && rejection !== null && 'errcode' in rejection) {
    return { kind: 'refused', errcode: Number(rejection.errcode) };
  }
  const unsent =
    rejection instanceof Error && /unable to send|exceeds max size/.test(rejection.message);
  return unsent ? { kind: 'down' } : { kind: 'unacked' };
}

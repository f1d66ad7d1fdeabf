import type { SessionStore } from '../../ports/session-store.ts';
import { hashOf, newToken } from './sign-in-token.ts';

/** Long enough to hand a link over, short enough to be useless when found later. */
export const linkLifetimeMinutes = 15;

/**
 * A link that signs one employee in, once. The token stands behind `#`: browsers keep that part to
 * themselves, so it reaches no log, proxy or referrer, and a chat's preview does not use it up.
 */
export async function makeLoginLink(
  employeeId: string,
  address: string,
  sessions: SessionStore,
): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + linkLifetimeMinutes * 60_000);
  await sessions.keepLink({ tokenHash: hashOf(token), employeeId, expiresAt });
  return `${address.replace(/\/$/, '')}/#login=${token}`;
}

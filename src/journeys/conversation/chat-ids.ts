import type { ChatChannel } from '../../ports/inbound-events.ts';

async function hashed(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.slice(0, 32);
}

/** One conversation per person and place of a chat; short enough for an address of the page. */
export async function chatConversationId(
  channel: ChatChannel,
  employeeId: string,
  place: readonly string[],
): Promise<string> {
  return `${channel}-${await hashed([employeeId, ...place])}`;
}

/** The turn of an event, the same whenever it is worked on; a further attempt is another turn. */
export async function chatTurnId(
  channel: ChatChannel,
  eventKey: string,
  attempt: number,
): Promise<string> {
  const hash = await hashed([channel, eventKey, String(attempt)]);
  const groups = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20)];
  return [...groups, hash.slice(20)].join('-');
}

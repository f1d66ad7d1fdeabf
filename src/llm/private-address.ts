import { isIP } from 'node:net';

const privateV4 = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/;
const privateV6 = /^(?:::1$|f[cd][\da-f]{2}:)/;
// Reserved names that no public server answers to: RFC 6761, RFC 6762, ICANN's .internal, RFC 8375.
const reservedName = /(?:^|\.)(?:localhost|local|internal|home\.arpa)$/;

function unmapped(address: string): string {
  const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(address);
  if (!mapped) return address.replace(/^::ffff:(?=\d+\.)/, '');
  const [high, low] = [mapped[1], mapped[2]].map((part) => Number.parseInt(part ?? '0', 16));
  return [(high ?? 0) >> 8, (high ?? 0) & 255, (low ?? 0) >> 8, (low ?? 0) & 255].join('.');
}

/** Whether an IP address, v4 or v6, is one of this machine or of a private network. */
export function isPrivateAddress(address: string): boolean {
  const plain = unmapped(address.toLowerCase());
  return isIP(plain) === 4 ? privateV4.test(plain) : privateV6.test(plain);
}

/**
 * Whether an endpoint is known to lie on this machine or a private network without asking anybody.
 * A name is believed only where it is reserved for that or has no dot: what any other name resolves
 * to is the word of a name server and may be another address at the next question.
 */
export function isPrivateEndpoint(url: URL): boolean {
  if (url.username !== '' || url.password !== '') return false;
  const host = url.hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  if (isIP(host) !== 0) return isPrivateAddress(host);
  return reservedName.test(host) || /^[a-z][a-z\d_-]*$/.test(host);
}

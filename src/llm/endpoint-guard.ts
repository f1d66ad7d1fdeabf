import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPrivateAddress, isPrivateEndpoint } from './private-address.ts';

type Resolve = (host: string) => Promise<readonly { readonly address: string }[]>;

const keptMs = 60_000;

/**
 * Whether questions may go to an endpoint. A private name is looked up again every minute: if a
 * search domain or a rebinding server gives it a public address, nothing more is sent there.
 */
export class EndpointGuard {
  readonly #url: URL;
  readonly #allowExternal: boolean;
  readonly #nowMs: () => number;
  readonly #resolve: Resolve;
  #seen: { readonly at: number; readonly ok: boolean } | null = null;

  constructor(
    url: URL,
    allowExternal: boolean,
    nowMs: () => number,
    resolve: Resolve = (host) => lookup(host, { all: true }),
  ) {
    this.#url = url;
    this.#allowExternal = allowExternal;
    this.#nowMs = nowMs;
    this.#resolve = resolve;
  }

  async allows(): Promise<boolean> {
    if (this.#allowExternal) return true;
    if (!isPrivateEndpoint(this.#url)) return false;
    const host = this.#url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0) return true;
    const now = this.#nowMs();
    if (this.#seen === null || now - this.#seen.at > keptMs) {
      const found = await this.#resolve(host).catch(() => []);
      // A name that can't be resolved reaches nobody.
      this.#seen = { at: now, ok: found.every(({ address }) => isPrivateAddress(address)) };
    }
    return this.#seen.ok;
  }
}

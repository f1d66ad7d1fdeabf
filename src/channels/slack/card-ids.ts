import { createHmac } from 'node:crypto';

/**
 * Ids of what stands in Slack: the same for the same event, so that a restart finds what it has
 * posted, and unguessable without our token.
 */
export class CardIds {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  of(kind: 'answer' | 'progress' | 'root' | 'delivery' | 'home', ...parts: string[]): string {
    const text = JSON.stringify([kind, ...parts]);
    return createHmac('sha256', this.#secret).update(text).digest('hex').slice(0, 32);
  }
}

import { createCipheriv, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where WeCom keeps files that people send: each under an address and encrypted with a key of its own. */
export class WecomFiles {
  readonly #files = new Map<string, Buffer>();
  readonly #server = createServer((request, response) => {
    const file = this.#files.get(request.url ?? '');
    response.writeHead(file ? 200 : 404).end(file);
  });

  static async open(): Promise<WecomFiles> {
    const files = new WecomFiles();
    await new Promise<void>((resolve) => files.#server.listen(0, '127.0.0.1', resolve));
    return files;
  }

  /** Gives what the message about the file carries. */
  put(content: Buffer): { readonly url: string; readonly aeskey: string } {
    const key = randomBytes(32);
    // Filled up to blocks of 32 bytes, as WeCom does and the cipher itself does not.
    const padding = 32 - (content.length % 32);
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([content, Buffer.alloc(padding, padding)]);
    const path = `/${this.#files.size}`;
    this.#files.set(path, Buffer.concat([cipher.update(padded), cipher.final()]));
    return { url: `${this.address}${path}`, aeskey: key.toString('base64') };
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { decryptFile } from '@wecom/aibot-node-sdk';

/** A list of a hundred clients takes a few kilobytes; nothing larger is read into memory. */
const mostBytes = 256 * 1024;
const timeoutMs = 10_000;

export type FetchedFile =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'gone' };

interface FileAddress {
  readonly url: string;
  /** WeCom encrypts each file with a key of its own; null: it lies there as it is. */
  readonly key: string | null;
}

function download(url: URL, ca: Buffer | null): Promise<Buffer | 'too-large'> {
  const open = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const request = open(
      url,
      { timeout: timeoutMs, ...(ca === null ? {} : { ca }) },
      (response) => {
        // Where it leads elsewhere nothing is fetched: the address is the platform's own.
        if (response.statusCode !== 200) request.destroy(new Error('no file'));
        const chunks: Buffer[] = [];
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length > mostBytes) {
            resolve('too-large');
            request.destroy();
          } else chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => resolve(Buffer.concat(chunks)));
      },
    );
    request.on('timeout', () => request.destroy(new Error('timed out')));
    request.on('error', reject);
    request.end();
  });
}

/** A file that somebody sent to the bot. Its address is good for five minutes. */
export async function fetchFile(
  { url, key }: FileAddress,
  ca: Buffer | null,
): Promise<FetchedFile> {
  try {
    const bytes = await download(new URL(url), ca);
    if (bytes === 'too-large') return { kind: 'too-large' };
    return { kind: 'file', bytes: key === null ? bytes : decryptFile(bytes, key) };
  } catch {
    // Expired, cut short, or not what its key decrypts: nothing of it is worth telling but that.
    return { kind: 'gone' };
  }
}

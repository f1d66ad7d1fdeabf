import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const short = length < 126;
  const medium = length < 65_536;
  const header = Buffer.alloc(short ? 2 : medium ? 4 : 10);
  header[0] = 0x80 | opcode;
  header[1] = short ? length : medium ? 126 : 127;
  if (!short && medium) header.writeUInt16BE(length, 2);
  if (!short && !medium) header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, payload]);
}

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
  readonly size: number;
}

function lengthIn(buffer: Buffer): { length: number; at: number } | null {
  const first = (buffer[1] ?? 0) & 0x7f;
  if (first < 126) return { length: first, at: 2 };
  if (first === 126) return buffer.length < 4 ? null : { length: buffer.readUInt16BE(2), at: 4 };
  return buffer.length < 10 ? null : { length: Number(buffer.readBigUInt64BE(2)), at: 10 };
}

/** The first whole frame of what a client has sent; its payload is masked. */
function frameIn(buffer: Buffer): Frame | null {
  const found = buffer.length < 2 ? null : lengthIn(buffer);
  if (found === null || buffer.length < found.at + 4 + found.length) return null;
  const mask = buffer.subarray(found.at, found.at + 4);
  const start = found.at + 4;
  const payload = Buffer.from(buffer.subarray(start, start + found.length));
  for (let at = 0; at < payload.length; at++)
    payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return { opcode: (buffer[0] ?? 0) & 0x0f, payload, size: start + found.length };
}

/** The server's side of a web socket, as much of it as Socket Mode uses: text, ping, close. */
export class ServerSocket {
  readonly #socket: Duplex;
  #buffer = Buffer.alloc(0);

  constructor(request: IncomingMessage, socket: Duplex, onText: (text: string) => void) {
    this.#socket = socket;
    const key = request.headers['sec-websocket-key'] ?? '';
    const accept = createHash('sha1')
      .update(key + magic)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on('error', () => {});
    // A killed process ends its side; nobody would ever end ours.
    socket.on('end', () => socket.destroy());
    socket.on('data', (data: Buffer) => this.#read(data, onText));
  }

  get open(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  send(value: unknown): void {
    if (this.open) this.#socket.write(frame(opcodes.text, Buffer.from(JSON.stringify(value))));
  }

  /** Cuts the line without a word, as a broken network does. */
  drop(): void {
    this.#socket.destroy();
  }

  #read(data: Buffer, onText: (text: string) => void): void {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (let found = frameIn(this.#buffer); found; found = frameIn(this.#buffer)) {
      this.#buffer = this.#buffer.subarray(found.size);
      if (found.opcode === opcodes.text) onText(found.payload.toString());
      if (found.opcode === opcodes.ping) this.#socket.write(frame(opcodes.pong, found.payload));
      if (found.opcode === opcodes.close) {
        this.#socket.end(frame(opcodes.close, found.payload));
      }
    }
  }
}

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

// RFC 6455, as much of it as a client that sends whole text messages needs.
const handshakeKey = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
  readonly bytes: number;
}

function frameIn(data: Buffer): Frame | null {
  if (data.length < 2) return null;
  const [first = 0, second = 0] = data;
  const short = second & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const maskAt = 2 + lengthBytes;
  const start = maskAt + 4;
  if (data.length < start) return null;
  const length =
    lengthBytes === 0
      ? short
      : lengthBytes === 2
        ? data.readUInt16BE(2)
        : Number(data.readBigUInt64BE(2));
  if (data.length < start + length) return null;
  const payload = Buffer.from(data.subarray(start, start + length));
  for (let at = 0; at < payload.length; at++) {
    payload[at] = (payload[at] ?? 0) ^ (data[maskAt + (at % 4)] ?? 0);
  }
  return { opcode: first & 0x0f, payload, bytes: start + length };
}

function frameOf(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head =
    length < 126
      ? Buffer.from([0x80 | opcode, length])
      : length < 65_536
        ? Buffer.from([0x80 | opcode, 126, length >> 8, length & 0xff])
        : Buffer.concat([Buffer.from([0x80 | opcode, 127]), Buffer.alloc(8)]);
  if (length >= 65_536) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}

/** One client's connection. */
export class Peer {
  readonly #socket: Duplex;
  #rest = Buffer.alloc(0);
  onText: (text: string) => void = () => {};
  onClose: () => void = () => {};

  constructor(socket: Duplex) {
    this.#socket = socket;
    socket.on('data', (data: Buffer) => this.#take(data));
    socket.on('close', () => this.onClose());
    socket.on('end', () => socket.destroy());
    socket.on('error', () => socket.destroy());
  }

  send(text: string): void {
    if (this.#socket.writable) this.#socket.write(frameOf(opcodes.text, Buffer.from(text)));
  }

  /** As a network that breaks: without a closing frame. */
  terminate(): void {
    this.#socket.destroy();
  }

  #take(data: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (let frame = frameIn(this.#rest); frame; frame = frameIn(this.#rest)) {
      this.#rest = this.#rest.subarray(frame.bytes);
      if (frame.opcode === opcodes.text) this.onText(frame.payload.toString('utf8'));
      if (frame.opcode === opcodes.ping) {
        this.#socket.write(frameOf(opcodes.pong, frame.payload));
      }
      if (frame.opcode === opcodes.close) this.#socket.end();
    }
  }
}

/** A WebSocket server on loopback. */
export async function serveWebSockets(
  onPeer: (peer: Peer) => void,
  port = 0,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer();
  const sockets = new Set<Duplex>();
  server.on('upgrade', (request, socket) => {
    const key = request.headers['sec-websocket-key'] ?? '';
    const accept = createHash('sha1').update(`${key}${handshakeKey}`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    onPeer(new Peer(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

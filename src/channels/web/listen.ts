import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { GuichaoError } from '../../domain/errors.ts';
import type { WebApp } from './create-web-app.ts';

/** How long a connection may take to end after everything that ran has finished. */
const lastWordsMs = 1000;

export interface Listening {
  /** Where people open the page. */
  readonly address: string;
  stop(): Promise<void>;
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): GuichaoError {
  const cause = { cause: error };
  if (error.code === 'EADDRINUSE') {
    const advice = `请停掉占用它的程序（也许归巢已在运行），或换一个端口，例如 GUICHAO_PORT=${port + 1}。`;
    return new GuichaoError('port', `端口 ${port} 已被占用，${advice}`, cause);
  }
  const advice = '请检查 GUICHAO_HOST 和 GUICHAO_PORT。';
  return new GuichaoError('port', `不能在 ${host}:${port} 上监听，${advice}`, cause);
}

function urlOf({ address, port }: AddressInfo): string {
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** Serves the web channel; `port` 0 takes any free one. */
export function listen(web: WebApp, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: web.app.fetch, hostname: host, port }) as Server;
    server.once('error', (error) => reject(explain(error, host, port)));
    server.once('listening', () => {
      const stop = async () => {
        const closed = new Promise((done) => server.close(done));
        await web.stop();
        // Streams that were told to end get a moment to say so; kept-alive connections none.
        const idle = setInterval(() => server.closeIdleConnections(), 20);
        const late = setTimeout(() => server.closeAllConnections(), lastWordsMs);
        await closed;
        clearInterval(idle);
        clearTimeout(late);
      };
      resolve({ address: urlOf(server.address() as AddressInfo), stop });
    });
  });
}

import type { WireProblem } from '../../wire.ts';

/** The service answered, and said no: `message` is shown as it stands. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, { code, message }: WireProblem) {
    super(message);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
  }
}

/** No answer came: the network or the service is away. */
export class Unreachable extends Error {}

async function problemOf(response: Response): Promise<WireProblem> {
  const said = (await response.json().catch(() => null)) as WireProblem | null;
  return said ?? { code: 'failed', message: '暂时没办成，请稍后再试。' };
}

/** One call to the service; throws `Refused` or `Unreachable`. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const content =
    body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/api${path}`, { method, ...content }).catch(() => {
    throw new Unreachable('网络断开了。');
  });
  // A gateway that finds nobody behind it is as good as no network.
  if (response.status === 502 || response.status === 504) throw new Unreachable('服务暂时不在。');
  if (!response.ok) throw new Refused(response.status, await problemOf(response));
  return (response.status === 204 ? undefined : await response.json()) as T;
}

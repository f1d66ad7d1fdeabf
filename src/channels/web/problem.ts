import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { GuichaoError } from '../../domain/errors.ts';
import type { WebEnv } from './web-parts.ts';
import type { WireProblem } from './wire.ts';

/** A refusal that the page shows as it stands. */
export class Problem extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;

  constructor(status: ContentfulStatusCode, code: string, message: string) {
    super(message);
    this.name = new.target.name;
    this.status = status;
    this.code = code;
  }
}

export const notFound = (): Problem =>
  new Problem(404, 'not-found', '没有找到您要的内容，可能已经删除。');

export const tooLong = (): Problem =>
  new Problem(413, 'too-long', '这段话太长，没有发出去。请只留要问的那一两句再发。');

function asProblem(error: unknown, requestId: string): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException)
    return new Problem(error.status as ContentfulStatusCode, 'refused', '这个请求没有被接受。');
  if (error instanceof GuichaoError && error.code === 'not-found') return notFound();
  const message = `暂时没办成，请稍后再试；还不行，请把编号 ${requestId.slice(0, 8)} 告诉管理员。`;
  return new Problem(503, 'failed', message);
}

/** The boundary of the channel: whatever was thrown becomes one sentence and, if unknown, a log line. */
export function answerError(
  error: unknown,
  c: Context<WebEnv>,
  log: (requestId: string, error: unknown) => void,
): Response {
  const requestId = c.get('requestId');
  const problem = asProblem(error, requestId);
  if (problem.code === 'failed') log(requestId, error);
  const body: WireProblem = { code: problem.code, message: problem.message };
  return c.json(body, problem.status);
}

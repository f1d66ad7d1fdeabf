import type { Context } from 'hono';
import type { z } from 'zod';
import { Problem } from './problem.ts';

/** The JSON body of a request in the form that the route expects. */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await c.req.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Problem(400, 'bad-request', '请求的格式不对，请刷新页面再试。');
  return parsed.data;
}

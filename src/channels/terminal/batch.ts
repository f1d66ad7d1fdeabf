import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { GuichaoError } from '../../domain/errors.ts';

function idOf(value: unknown, position: number): string {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : `line-${position}`;
}

type Work = (line: Record<string, unknown>) => Promise<object> | object;

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

async function runLine(text: string, position: number, work: Work): Promise<object> {
  const line = parseLine(text);
  const id = idOf(line, position);
  if (typeof line !== 'object' || line === null) {
    return { id, error: '这一行不是合法的 JSON 对象，已跳过。' };
  }
  try {
    return { id, ...(await work(line as Record<string, unknown>)) };
  } catch (error) {
    if (error instanceof GuichaoError) return { id, error: error.message };
    throw error;
  }
}

/**
 * Runs `work` on each JSON line of a file, in order; a line that can't be read or answered gets
 * `{ id, error }` and the rest goes on.
 */
export async function runBatch(
  file: string,
  work: Work,
  write: (line: string) => void,
): Promise<void> {
  if (!existsSync(file)) throw new GuichaoError('input-file', `找不到文件 ${file}，请检查路径。`);
  let position = 0;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8') })) {
    position++;
    if (text.trim() !== '') write(JSON.stringify(await runLine(text, position, work)));
  }
}

/** The text under a name of a batch line; absent or of another type is an error of that line. */
export function textOf(line: Record<string, unknown>, name: string): string {
  const value = line[name];
  if (typeof value !== 'string') throw new GuichaoError('usage', `缺少文字字段 ${name}。`);
  return value;
}

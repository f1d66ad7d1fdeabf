import { runBatch } from '../channels/terminal/batch.ts';
import { judgementAsJson, renderCheck } from '../channels/terminal/render-check.ts';
import { readConfig } from '../config.ts';
import { isCalendarDay, readMessage } from '../domain/compliance/message.ts';
import { GuichaoError } from '../domain/errors.ts';
import { judgeMessage } from '../journeys/outreach/judge-message.ts';
import { loadCompliance } from '../retrieval/load-compliance.ts';
import { print } from './print.ts';

interface CheckOptions {
  readonly batch?: string;
  readonly now?: string;
  readonly json?: boolean;
}

function dayOf(now: string | undefined, fixedNow: Date | null): string {
  if (now === undefined) {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
    return format.format(fixedNow ?? new Date());
  }
  const day = now.slice(0, 10);
  if (isCalendarDay(day) && !Number.isNaN(Date.parse(now))) return day;
  throw new GuichaoError('usage', '--now 要写成 2026-11-24 这样真实的日期。');
}

async function standardInput(): Promise<unknown> {
  if (process.stdin.isTTY) {
    throw new GuichaoError(
      'usage',
      '请从标准输入给一条 JSON，例如：echo \'{"channel":"sms","purpose":"service","text":"…"}\' | guichao check；或用 --batch 文件。',
    );
  }
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new GuichaoError('usage', '标准输入是空的，请给一条 JSON 消息。');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GuichaoError('usage', '标准输入不是合法的 JSON，请检查引号和逗号。', { cause });
  }
}

/** `guichao check`: one message from standard input, or one a line of a file. */
export async function check(options: CheckOptions): Promise<void> {
  const config = readConfig();
  const parts = {
    compliance: loadCompliance(config.knowledgeDirectory),
    today: dayOf(options.now, config.fixedNow),
    sender: { bankName: config.bankName, bankPhone: config.bankPhone },
  };
  if (options.batch !== undefined) {
    await runBatch(
      options.batch,
      (line) => judgementAsJson(judgeMessage(readMessage(line), parts)),
      print,
    );
    return;
  }
  const given = await standardInput();
  const message = readMessage(given);
  const judgement = judgeMessage(message, parts);
  if (!options.json) {
    print(renderCheck(message, judgement, process.stdout.isTTY === true));
    return;
  }
  const { id } = given as { id?: unknown };
  print(JSON.stringify({ ...(id === undefined ? {} : { id }), ...judgementAsJson(judgement) }));
}

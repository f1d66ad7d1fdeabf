import { randomUUID } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { openAssistant, openPlaybooks } from '../app.ts';
import { readConfig } from '../config.ts';
import { formatDay } from '../domain/calendar/day.ts';
import type { BookStanding } from '../ports/client-book.ts';
import { demoEmployeeId } from './acting-employee.ts';
import { print } from './print.ts';

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    const keepAlive = setInterval(() => {}, 60_000);
    const stop = () => {
      clearInterval(keepAlive);
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}

function comesThroughPipe(): boolean {
  const input = fstatSync(0);
  return input.isFIFO() || input.isSocket();
}

function describeBook({ origin, dataThrough }: BookStanding): string {
  const through = dataThrough === null ? '不详' : formatDay(dataThrough);
  if (origin === 'empty') return '客户账簿是空的：用 guichao import 目录 导入。';
  return origin === 'demo'
    ? `客户账簿是演示数据（虚构），数据截至 ${through}；第一次导入真实账簿时自动清除。`
    : `客户账簿已就绪，数据截至 ${through}。`;
}

/** `npm start`: opens everything, says what runs, and talks on the terminal it was started from. */
export async function start(): Promise<void> {
  const config = readConfig();
  const { index, reader, today, knowledge: loaded } = openPlaybooks(config);
  const { conversations, book, close } = await openAssistant(config);
  const standing = await book.standing();
  const interrupted = await conversations.recoverInterrupted();
  print(
    `归巢已启动：${loaded.cards.length} 张卡片，${loaded.passages.length} 段，离线回答（没有配置模型）。`,
  );
  print(describeBook(standing));
  for (const fault of loaded.faults)
    print(`未收录 ${fault.file} 第 ${fault.line} 行：${fault.message}`);
  for (const turn of interrupted)
    print(`上次中断时没有答完：“${turn.question.slice(0, 40)}”，请再问一次。`);
  const terminal = process.stdin.isTTY === true;
  const stopped = untilSignal();
  // With real clients somebody has to say who they are, which a bare terminal cannot.
  if (standing.origin !== 'bank' && (terminal || comesThroughPipe())) {
    print('直接打字就能问，例如“客户老说要考虑考虑，怎么办”。输入“退出”结束。\n');
    const { chat } = await import('../channels/terminal/chat.ts');
    const { stdin: input, stdout: output } = process;
    const conversationId = randomUUID();
    const parts = {
      index,
      reader,
      today,
      conversations,
      employeeId: demoEmployeeId,
      conversationId,
    };
    const talk = chat({ ...parts, input, output, colour: terminal });
    // A supervisor that closes the pipe without a word wants a service, not a chat.
    const ended = talk.then((lines) => (lines > 0 || terminal ? undefined : stopped));
    await Promise.race([ended, stopped]);
  } else {
    print('服务在后台等待；按 Ctrl-C 或发 SIGTERM 停止。');
    await stopped;
  }
  await close();
  print('归巢已停止。');
  process.exit(0);
}

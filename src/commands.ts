import { randomUUID } from 'node:crypto';
import { existsSync, fstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  businessDate,
  openConversations,
  openFolder,
  openPlaybooks,
  reportOnKnowledge,
} from './app.ts';
import { answerAsJson, hitsAsJson } from './channels/terminal/as-json.ts';
import { runBatch, textOf } from './channels/terminal/batch.ts';
import { figuresTable } from './channels/terminal/figures-table.ts';
import { renderAnswer } from './channels/terminal/render-answer.ts';
import { type Config, readConfig } from './config.ts';
import { GuichaoError } from './domain/errors.ts';
import { takeTurn } from './journeys/conversation/take-turn.ts';
import {
  evaluatePlaybooks,
  figuresOf,
  type Question,
  questionSchema,
} from './journeys/evaluation/evaluate-playbooks.ts';
import type { LexicalPlaybookIndex } from './retrieval/lexical-playbook-index.ts';

// While there is no client book, everybody is the demo relationship manager.
const demoEmployeeId = 'demo-rm';

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

interface AskOptions {
  readonly as?: string;
  readonly conversation?: string;
  readonly batch?: string;
  readonly json?: boolean;
}

export async function ask(text: string | undefined, options: AskOptions): Promise<void> {
  if (text === undefined && options.batch === undefined) {
    throw new GuichaoError('usage', '请写上要问的话，例如：guichao ask 客户老说要考虑考虑，怎么办');
  }
  const config = readConfig();
  const { index } = openPlaybooks(config);
  const conversations = await openConversations(config);
  const one = async (
    question: string,
    as: string | undefined,
    conversation: string | undefined,
  ) => {
    const started = performance.now();
    const conversationId = conversation ?? randomUUID();
    const employeeId = as ?? options.as ?? demoEmployeeId;
    const turn = { conversationId, employeeId, text: question };
    const { answer } = await takeTurn(turn, { index, conversations });
    const elapsedMs = Math.round(performance.now() - started);
    return { answer, json: answerAsJson(answer, conversationId, elapsedMs) };
  };
  try {
    if (options.batch !== undefined) {
      const named = (line: Record<string, unknown>, name: string) =>
        typeof line[name] === 'string' ? line[name] : undefined;
      await runBatch(
        options.batch,
        async (line) =>
          (await one(textOf(line, 'text'), named(line, 'as'), named(line, 'conversation'))).json,
        print,
      );
      return;
    }
    const { answer, json } = await one(text ?? '', undefined, options.conversation);
    print(
      options.json ? JSON.stringify(json) : renderAnswer(answer, process.stdout.isTTY === true),
    );
  } finally {
    await conversations.close();
  }
}

interface SearchOptions {
  readonly k: string;
  readonly knowledge?: string;
  readonly batch?: string;
  readonly json?: boolean;
}

function finder(index: LexicalPlaybookIndex, options: SearchOptions) {
  const k = Number(options.k);
  if (!Number.isInteger(k) || k < 1 || k > 1000) {
    throw new GuichaoError('usage', '--k 要是 1 到 1000 之间的整数。');
  }
  const byDocument = options.knowledge !== undefined;
  return (query: string) => (byDocument ? index.searchDocuments(query, k) : index.search(query, k));
}

export async function search(query: string | undefined, options: SearchOptions): Promise<void> {
  if (query === undefined && options.batch === undefined) {
    throw new GuichaoError('usage', '请写上要找的话，例如：guichao search 到期 转存');
  }
  const config = readConfig();
  const folder = options.knowledge;
  const { index, knowledge } =
    folder === undefined ? openPlaybooks(config) : openFolder(config, folder);
  for (const fault of knowledge.faults) {
    process.stderr.write(`未收录 ${fault.file} 第 ${fault.line} 行：${fault.message}\n`);
  }
  const find = finder(index, options);
  if (options.batch !== undefined) {
    const work = (line: Record<string, unknown>) => {
      const wanted = textOf(line, 'query');
      return hitsAsJson(wanted, find(wanted));
    };
    await runBatch(options.batch, work, print);
    return;
  }
  const hits = find(query ?? '');
  if (options.json) {
    print(JSON.stringify(hitsAsJson(query ?? '', hits)));
    return;
  }
  if (hits.length === 0) print('没有找到。');
  hits.forEach(({ passage, score }, at) => {
    const heading = passage.heading === '' ? '' : ` › ${passage.heading}`;
    print(
      `${at + 1}. ${passage.card.title}${heading}  （${score.toFixed(1)}，${passage.id}）\n${passage.text}\n`,
    );
  });
}

export async function knowledge(action: string, options: { json?: boolean }): Promise<void> {
  const config = readConfig();
  if (action === 'build') {
    const opened = openPlaybooks(config);
    print(
      `已建立索引：${opened.knowledge.cards.length} 张卡片，${opened.knowledge.passages.length} 段。`,
    );
    return;
  }
  if (action !== 'check') throw new GuichaoError('usage', 'knowledge 后面请写 check 或 build。');
  const report = reportOnKnowledge(config);
  if (options.json) print(JSON.stringify(report));
  else {
    for (const fault of report.faults) print(`${fault.file} 第 ${fault.line} 行：${fault.message}`);
    print(
      `${report.cards} 张卡片，${report.passages} 段，事实 ${report.covered}/${report.facts} 条有着落。`,
    );
  }
  if (report.faults.length > 0) {
    throw new GuichaoError('knowledge', `知识库有 ${report.faults.length} 处要改，见上。`);
  }
}

function questionsOf(config: Config): Question[] {
  const file = join(config.knowledgeDirectory, 'evaluation', 'playbook-questions.jsonl');
  if (!existsSync(file)) throw new GuichaoError('knowledge', `找不到题库 ${file}。`);
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => questionSchema.parse(JSON.parse(line)));
}

export async function evaluate(options: { json?: boolean; misses?: string }): Promise<void> {
  const config = readConfig();
  const { index } = openPlaybooks(config);
  const outcomes = evaluatePlaybooks(questionsOf(config), index);
  const half = (name: string) => outcomes.filter((outcome) => outcome.question.half === name);
  const halves = ['tuning', 'unseen'] as const;
  const figures = Object.fromEntries(halves.map((name) => [name, figuresOf(half(name))]));
  if (options.json) print(JSON.stringify(figures));
  else print(figuresTable(figures));
  for (const { question, answer, ...marks } of half(options.misses ?? '')) {
    if (marks.kindRight && marks.factsStated && marks.foundInFive !== false) continue;
    print(
      JSON.stringify({
        ...question,
        got: answer.kind,
        text: answer.text,
        ...marks,
        asked: question.text,
      }),
    );
  }
}

export async function doctor(options: { json?: boolean }): Promise<void> {
  const config = readConfig();
  const report = reportOnKnowledge(config);
  const conversations = await openConversations(config);
  await conversations.close();
  const checks = [
    { name: '数据目录', ok: true, detail: config.dataDirectory },
    { name: '数据库', ok: true, detail: '可以读写' },
    {
      name: '知识库',
      ok: report.faults.length === 0,
      detail:
        report.faults.length === 0
          ? `${report.cards} 张卡片，${report.passages} 段`
          : `降级运行：${report.faults.map((fault) => `${fault.file} 第 ${fault.line} 行 ${fault.message}`).join('；')}`,
    },
    { name: '业务日期', ok: true, detail: businessDate(config) },
    { name: '模型', ok: true, detail: '未配置，离线回答' },
  ];
  const degraded = checks.some((check) => !check.ok);
  if (options.json) print(JSON.stringify({ status: degraded ? 'degraded' : 'ok', checks }));
  else for (const check of checks) print(`${check.ok ? '✓' : '✗'} ${check.name}：${check.detail}`);
  if (degraded) process.exitCode = 1;
}

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

/** `npm start`: opens everything, says what runs, and talks on the terminal it was started from. */
export async function start(): Promise<void> {
  const config = readConfig();
  const { index, knowledge: loaded } = openPlaybooks(config);
  const conversations = await openConversations(config);
  const interrupted = await conversations.recoverInterrupted();
  print(
    `归巢已启动：${loaded.cards.length} 张卡片，${loaded.passages.length} 段，离线回答（没有配置模型）。`,
  );
  for (const fault of loaded.faults)
    print(`未收录 ${fault.file} 第 ${fault.line} 行：${fault.message}`);
  for (const turn of interrupted)
    print(`上次中断时没有答完：“${turn.question.slice(0, 40)}”，请再问一次。`);
  const terminal = process.stdin.isTTY === true;
  const stopped = untilSignal();
  if (terminal || comesThroughPipe()) {
    print('直接打字就能问，例如“客户老说要考虑考虑，怎么办”。输入“退出”结束。\n');
    const { chat } = await import('./channels/terminal/chat.ts');
    const { stdin: input, stdout: output } = process;
    const conversationId = randomUUID();
    const parts = { index, conversations, employeeId: demoEmployeeId, conversationId };
    const talk = chat({ ...parts, input, output, colour: terminal });
    // A supervisor that closes the pipe without a word wants a service, not a chat.
    const ended = talk.then((lines) => (lines > 0 || terminal ? undefined : stopped));
    await Promise.race([ended, stopped]);
  } else {
    print('没有终端，服务在后台等待；按 Ctrl-C 或发 SIGTERM 停止。');
    await stopped;
  }
  await conversations.close();
  print('归巢已停止。');
  process.exit(0);
}

import { randomUUID } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { type ChatPlatform, openChannels } from '../app/channels.ts';
import { nowOf } from '../app/clock.ts';
import type { RunningDelivery } from '../app/delivery.ts';
import { type ModelStanding, modelStanding, openTalk } from '../app/model.ts';
import { type OpenPlaybooks, openPlaybooks } from '../app/playbooks.ts';
import { openState, type State } from '../app/state.ts';
import { openWeb } from '../app/web.ts';
import { type Config, readConfig } from '../config.ts';
import { formatDay } from '../domain/calendar/day.ts';
import { GuichaoError } from '../domain/errors.ts';
import type { TurnParts } from '../journeys/conversation/take-turn.ts';
import type { BookStanding } from '../ports/client-book.ts';
import type { DeliveryChannel } from '../ports/delivery-channel.ts';
import type { Knowledge } from '../retrieval/load-knowledge.ts';
import { demoEmployeeId } from './acting-employee.ts';
import { print } from './print.ts';

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

function comesThroughPipe(): boolean {
  const input = fstatSync(0);
  return input.isFIFO() || input.isSocket();
}

/** What is off, and which setting would switch it on. */
function notStarted({ slack, wecom, wecomApp, missing }: Config, model: ModelStanding): string[] {
  const off = [
    { name: '模型（离线回答）', on: model.on ? model : null, lacks: model.text },
    { name: 'Slack', on: slack, lacks: missing.slack },
    { name: '企业微信智能机器人', on: wecom, lacks: missing.wecom },
    { name: '企业微信自建应用', on: wecomApp, lacks: missing.wecomApp },
  ];
  return off.filter(({ on }) => on === null).map(({ name, lacks }) => `${name}：${lacks}`);
}

function describeBook({ origin, dataThrough }: BookStanding): string {
  const through = dataThrough === null ? '不详' : formatDay(dataThrough);
  if (origin === 'empty') return '客户账簿是空的：用 guichao import 目录 导入。';
  return origin === 'demo'
    ? `客户账簿是演示数据（虚构），数据截至 ${through}；第一次导入真实账簿时自动清除。`
    : `客户账簿已就绪，数据截至 ${through}。`;
}

function tellWhatRuns(
  { cards, passages, faults }: Knowledge,
  interrupted: readonly { question: string }[],
  model: ModelStanding,
): void {
  const writer = model.on ? `模型 ${model.text}` : '离线回答';
  print(`归巢已启动：${cards.length} 张卡片，${passages.length} 段，${writer}。`);
  for (const fault of faults) print(`未收录 ${fault.file} 第 ${fault.line} 行：${fault.message}`);
  for (const turn of interrupted)
    print(`上次中断时没有答完：“${turn.question.slice(0, 40)}”，请再问一次。`);
}

function tellAboutPage(
  config: Config,
  { address, login }: { address: string; login: string | null },
  model: ModelStanding,
): void {
  if (login !== null) print(`网页：${config.publicUrl?.href ?? address}（登录方式 ${login}）`);
  else print('网页：没有构建，打不开。请执行 npm ci（不要带 --omit=dev）后重新启动。');
  for (const line of notStarted(config, model)) print(`未启动　${line}`);
}

async function talk(
  parts: TurnParts,
  origin: BookStanding['origin'],
  stopped: Promise<void>,
): Promise<void> {
  const terminal = process.stdin.isTTY === true;
  // With real clients somebody has to say who they are, which a bare terminal cannot.
  if (origin === 'bank' || !(terminal || comesThroughPipe())) {
    print('服务在后台运行；按 Ctrl-C 或发 SIGTERM 停止。');
    await stopped;
    return;
  }
  print('直接打字就能问，例如“客户老说要考虑考虑，怎么办”。输入“退出”结束。\n');
  const { chat } = await import('../channels/terminal/chat.ts');
  const { stdin: input, stdout: output } = process;
  const conversationId = randomUUID();
  const whole = { ...parts, employeeId: demoEmployeeId, conversationId, input, output };
  const talked = chat({ ...whole, colour: terminal });
  // A supervisor that closes the pipe without a word wants a service, not a chat.
  const ended = talked.then((lines) => (lines > 0 || terminal ? undefined : stopped));
  await Promise.race([ended, stopped]);
}

/** What came while nobody looked, for whoever sits at the terminal of a demo; the page keeps the rest. */
async function tellWaiting(state: State): Promise<void> {
  const { outbox } = await state.alerts();
  const inbox = await outbox.inbox(demoEmployeeId, 20);
  const unread = inbox.filter(({ read }) => !read);
  const morning = unread.find(({ step }) => step === 'morning');
  if (morning === undefined) return;
  const turn = await state.library.turn(demoEmployeeId, morning.turnId);
  if (!turn?.answer) return;
  const { renderAnswer } = await import('../channels/terminal/render-answer.ts');
  print(`归巢给您留了 ${unread.length} 条，最近的晨报：\n`);
  print(`${renderAnswer(turn.answer, process.stdout.isTTY === true, false)}\n`);
}

/** Log lines would run through a conversation that is typed on the same terminal. */
function quietOnTerminal(config: Config): Config {
  const chatty = ['trace', 'debug', 'info'].includes(config.logLevel);
  return process.stdin.isTTY === true && chatty ? { ...config, logLevel: 'warn' } : config;
}

/** Scans and digests by the clock; a fault in their settings is told and stops nothing else. */
async function startTelling(
  config: Config,
  state: State,
  playbooks: OpenPlaybooks,
  platforms: readonly DeliveryChannel[],
): Promise<RunningDelivery | null> {
  try {
    const { startDelivery } = await import('../app/delivery.ts');
    const { settingsFault } = await state.alerts();
    if (settingsFault) print(`流失信号的线没有换，仍按上一版：${settingsFault}`);
    return await startDelivery(config, state, playbooks, platforms);
  } catch (error) {
    if (!(error instanceof GuichaoError)) throw error;
    print(`预警和晨报没有启动：${error.message}`);
    return null;
  }
}

async function startPlatforms(platforms: readonly ChatPlatform[]): Promise<void> {
  for (const platform of platforms) {
    await platform.start();
    print(`已启动　${platform.title}：${platform.standing().detail}`);
  }
}

/** Of several instances on one PostgreSQL each may be at work on a turn for as long as this. */
const longestTurnMs = 6 * 60_000;

function leftBefore(config: Config): Date {
  const now = nowOf(config);
  return config.databaseUrl === null ? now : new Date(now.getTime() - longestTurnMs);
}

/** `npm start`: opens everything, says what runs, and talks on the terminal it was started from. */
export async function start(): Promise<void> {
  const config = quietOnTerminal(readConfig());
  const stopped = untilSignal();
  const playbooks = openPlaybooks(config);
  const state = await openState(config);
  const { conversations } = state;
  try {
    const standing = await state.book.standing();
    const { createTelemetry } = await import('../telemetry/create-telemetry.ts');
    const telemetry = createTelemetry(config.logLevel);
    const platforms = await openChannels(config, state, { knowledge: playbooks, telemetry });
    const beside = { telemetry, platforms };
    const { web, pageIsBuilt, login } = await openWeb(config, state, playbooks, beside);
    const { listen } = await import('../channels/web/listen.ts');
    const listening = await listen(web, config.host, config.port);
    const model = await modelStanding(config);
    tellWhatRuns(
      playbooks.knowledge,
      await conversations.recoverInterrupted(leftBefore(config)),
      model,
    );
    print(describeBook(standing));
    const place = { address: listening.address, login: pageIsBuilt ? login : null };
    tellAboutPage(config, place, model);
    await startPlatforms(platforms);
    const deliveries = platforms.map(({ delivery }) => delivery);
    const telling = await startTelling(config, state, playbooks, deliveries);
    const atTerminal = process.stdin.isTTY === true && standing.origin === 'demo';
    if (telling !== null && atTerminal) await tellWaiting(state);
    const spoken = await openTalk(config, state);
    await talk({ ...playbooks, conversations, ...spoken }, standing.origin, stopped);
    await Promise.all(platforms.map((platform) => platform.stop()));
    await listening.stop();
    await telling?.stop();
  } finally {
    await state.close();
  }
  print('归巢已停止。');
  process.exit(0);
}

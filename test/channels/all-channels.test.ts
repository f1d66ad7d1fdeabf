import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { renderCard } from '../../src/channels/terminal/render-card.ts';
import type { Action } from '../../src/domain/card/card.ts';
import { partMarkdown } from '../../src/domain/card/card-markdown.ts';
import type { Answer } from '../../src/domain/conversation/answer.ts';
import { chatConversationId, chatTurnId } from '../../src/journeys/conversation/chat-ids.ts';
import { WecomGateway } from '../fakes/wecom/wecom-gateway.ts';
import type { ChatService } from '../fixtures/chat-service.ts';
import { knowledgeRoot } from '../fixtures/shipped-index.ts';
import { elementsOf, labelsOf } from '../fixtures/slack-gestures.ts';
import { type SlackRig, slackRigOf, writeTo } from '../fixtures/slack-service.ts';
import { openTestWeb, Visitor } from '../fixtures/web.ts';
import { openBot, sharedService, wx } from '../fixtures/wecom.ts';

const employeeId = '1024';
const slackUser = `U${employeeId}`;
/** Page and chat take only so many in a minute; then the test goes on at another one. */
const atOnce = 8;

function fromSet(name: string, count: number): string[] {
  const lines = readFileSync(join(knowledgeRoot, 'evaluation', name), 'utf8')
    .trim()
    .split('\n');
  const every = Math.floor(lines.length / count);
  return lines
    .filter((_, at) => at % every === 0)
    .slice(0, count)
    .map((line) => String(JSON.parse(line).text));
}

const aboutClients = [
  '下午三点王建国来，给我过一遍',
  '我名下这个月到期的',
  '三个月没联系的',
  '月日均资产最高的5位',
  '何桂兰最近怎么样',
  '这个月过生日的',
  '今天先打给谁',
  '今天有什么预警',
  '王建国为什么预警',
  '王小明的电话是多少',
  '代销理财有哪些在售',
  '给何桂兰写条问候短信',
  '帮我看看这条能不能发：保本保息，稳赚不赔',
  '帮我写个微信，说这款理财历史上没亏过',
  '把所有客户的手机号导出来',
  '今天天气怎么样',
  '你能做什么',
];

const questions = [
  ...fromSet('playbook-questions.jsonl', 18),
  ...fromSet('objection-utterances.jsonl', 15),
  ...aboutClients,
];

function batches(): string[][] {
  const starts = Array.from(
    { length: Math.ceil(questions.length / atOnce) },
    (_, at) => at * atOnce,
  );
  return starts.map((start) => questions.slice(start, start + atOnce));
}

let service: ChatService;

beforeAll(async () => {
  service = await sharedService();
}, 60_000);

/** What differs from one time to the next although the answer is the same. */
function told(answer: Answer) {
  const { kind, intent, card, suggestions, text } = answer;
  const actions = card.actions.map(({ label }) => label);
  return { kind, intent, text, citations: card.citations, actions, suggestions };
}

async function inTerminal(): Promise<Answer[]> {
  const { chat } = service;
  const answers: Answer[] = [];
  for (const text of questions) {
    const turn = { employeeId, conversationId: 'all-channels-terminal', text };
    answers.push((await chat.take(turn, {})).answer);
  }
  return answers;
}

async function onThePage() {
  const { state, chat } = service;
  const parts = { library: state.library, conversations: state.conversations, take: chat.take };
  const turns: Awaited<ReturnType<Visitor['ask']>>['turn'][] = [];
  let conversationId: string | null = null;
  for (const some of batches()) {
    const web = await openTestWeb({ parts });
    const visitor = await new Visitor(web).signIn(employeeId);
    for (const text of some) {
      const asked = await visitor.ask(text, conversationId);
      conversationId = asked.conversationId;
      turns.push(asked.turn);
    }
    await web.close();
  }
  return turns;
}

interface InChat {
  readonly answer: Answer;
  /** All that was written into the chat for it. */
  readonly text: string;
  readonly actions: readonly Action[];
}

async function askBot(gateway: WecomGateway, question: string): Promise<InChat> {
  const room = gateway.room(wx(employeeId));
  const before = room.seen.length;
  const key = gateway.say(wx(employeeId), question);
  const finished = async () => {
    const open = await service.state.inboundEvents.unfinished('wecom');
    return room.seen.length > before && open.every((one) => one.key !== key);
  };
  await gateway.until(finished);
  const turnId = await chatTurnId('wecom', key, 0);
  const turn = await service.state.library.turn(employeeId, turnId);
  if (!turn?.answer) throw new Error(`no answer to ${question}`);
  const seen = room.seen.slice(before);
  const cards = seen.flatMap((one) =>
    one.kind === 'card' ? [one.card] : one.kind === 'stream' && one.card ? [one.card] : [],
  );
  const kept = await service.state.sentCards.find(cards[0]?.task_id ?? '');
  const text = seen.flatMap((one) => (one.kind === 'card' ? [] : [one.content])).join('\n');
  return { answer: turn.answer, text, actions: kept?.actions ?? [] };
}

async function inWecom(): Promise<InChat[]> {
  const answers: InChat[] = [];
  for (const some of batches()) {
    const gateway = await WecomGateway.open();
    const { channel } = await openBot(service, gateway);
    for (const question of some) answers.push(await askBot(gateway, question));
    await channel.stop();
    await gateway.close();
  }
  return answers;
}

/** All words of blocks, in their order. */
function textIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textIn).join('\n');
  if (typeof value !== 'object' || value === null) return '';
  const { text, ...rest } = value as { text?: unknown };
  return [typeof text === 'string' ? text : textIn(text), ...Object.values(rest).map(textIn)]
    .filter((one) => one !== '')
    .join('');
}

async function askSlack(rig: SlackRig, question: string, thread?: string) {
  const { workspace } = rig;
  const before = workspace.messages.length;
  const { ts, root } = await writeTo(rig, question, thread === undefined ? {} : { thread });
  const key = `message:D${slackUser}:${ts}`;
  const open = () => service.state.inboundEvents.unfinished('slack');
  while ((await open()).some((one) => one.key === key)) await new Promise(setImmediate);
  const turn = await service.state.library.turn(employeeId, await chatTurnId('slack', key, 0));
  if (!turn?.answer) throw new Error(`no answer to ${question}`);
  const messages = workspace.messages.slice(before);
  const pressed = messages.flatMap(({ blocks }) => elementsOf(blocks));
  const [cardId = ''] = (pressed.find(({ value }) => value)?.value ?? '').split(':');
  const kept = await service.state.sentCards.find(cardId);
  const text = messages.map(({ blocks }) => textIn(blocks)).join('\n');
  const buttons = messages.flatMap(labelsOf);
  return { root, answer: turn.answer, text, actions: kept?.actions ?? [], buttons };
}

async function inSlack() {
  const rig = await slackRigOf(service);
  const answers: Awaited<ReturnType<typeof askSlack>>[] = [];
  for (const question of questions) answers.push(await askSlack(rig, question, answers[0]?.root));
  expect([rig.workspace.refused, rig.failures]).toEqual([[], []]);
  await rig.close();
  return answers;
}

const letters = (text: string): string => text.replace(/\[\d+\]|[\s*>|\-▼]|\d+\. /g, '');

/** Each sentence above the fold can be read there. */
function expectShown({ card }: Answer, text: string, question: string): void {
  const shown = letters(text);
  for (const part of card.sections.flatMap(({ parts }) => parts)) {
    const sentences = part.kind === 'table' ? part.rows.flat() : [partMarkdown(part)];
    for (const sentence of sentences) expect(shown, question).toContain(letters(sentence));
  }
}

test('the same questions have the same answers, sources and actions in every channel', async () => {
  expect(questions).toHaveLength(50);
  const terminal = await inTerminal();
  const page = await onThePage();
  const wecom = await inWecom();
  const slack = await inSlack();
  const conversation = await chatConversationId('wecom', employeeId, [wx(employeeId)]);
  expect(await service.state.library.has(employeeId, conversation)).toBe(true);
  for (const [at, question] of questions.entries()) {
    const [first, web, bot, app] = [terminal[at], page[at]?.answer, wecom[at], slack[at]];
    if (!first || !web || !bot || !app) throw new Error(question);
    expect(told(bot.answer), question).toEqual(told(first));
    expect(told(app.answer), question).toEqual(told(first));
    expect(web.card, question).toEqual(first.card);
    // And it is not only stored, but shown, with every button.
    expectShown(first, renderCard(first.card, false, true), question);
    expectShown(first, bot.text, question);
    expectShown(first, app.text, question);
    const labels = new Set([...first.card.actions.map(({ label }) => label), ...first.suggestions]);
    for (const { actions } of [bot, app])
      expect(new Set(actions.map(({ label }) => label)), question).toEqual(labels);
    const asked = app.actions.filter((action) => action.do === 'ask');
    expect(app.buttons, question).toEqual(expect.arrayContaining(asked.map(({ label }) => label)));
  }
}, 120_000);

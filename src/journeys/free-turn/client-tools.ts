import type { Day } from '../../domain/calendar/day.ts';
import { dayWords, moneyWords } from '../../domain/clients/client-words.ts';
import { type Purpose, purposeNames, purposes } from '../../domain/outreach/purpose.ts';
import type { ModelTool, ToolCaller } from '../../ports/language-model.ts';
import { chooseClient } from '../clients/choose-client.ts';
import { dayOfRequest } from '../clients/client-parts.ts';
import { foreignClient } from '../clients/foreign-client.ts';
import { lookUp } from '../clients/look-up.ts';
import { asData } from '../clients/record-marks.ts';
import type { TaskRequest } from '../conversation/task.ts';
import { draftChannelNames } from '../outreach/answer-draft.ts';
import { clientForModel, moneySlot, nameSlot } from './client-for-model.ts';
import type { FreeTurn } from './free-turn-parts.ts';

const mostRows = 10;

/** The request as if these words had been typed, by the employee whose session it is. */
export function requestOf(turn: FreeTurn, words: string, { employeeId }: ToolCaller): TaskRequest {
  return { ...turn.request, employeeId, text: turn.vault.fill(words) };
}

type Found =
  | { readonly kind: 'one'; readonly clientId: string }
  | { readonly kind: 'told'; readonly text: string };

/** The client that words of the model point at, in the caller's scope and nowhere else. */
export async function clientIn(turn: FreeTurn, words: string, caller: ToolCaller): Promise<Found> {
  const request = requestOf(turn, words, caller);
  const choice = await chooseClient(request, turn.parts.clients, 'client');
  if (choice.kind === 'one') return { kind: 'one', clientId: choice.clientId };
  const several = choice.kind === 'answer' && choice.answer.kind === 'clarify';
  const text = several ? '对得上的客户不止一位，请客户经理写明客户号。' : foreignClient;
  return { kind: 'told', text };
}

const whom = { client: { description: '客户的占位符、姓名或客户号，只写一位' } };

function clientCard(turn: FreeTurn): ModelTool {
  return {
    name: 'client_card',
    description: '一位客户的持有、到期、测评、授权、联系和投诉。只能查提问的人管户范围内的客户。',
    inputs: whom,
    run: async ({ client = '' }, caller) => {
      const found = await clientIn(turn, client, caller);
      if (found.kind === 'told') return found.text;
      const reader = await turn.parts.book.for(caller, { turnId: turn.request.turnId });
      const card = await reader.card(found.clientId);
      if (card === null) return foreignClient;
      return clientForModel(card, dayOfRequest(turn.request), turn);
    },
  };
}

type Row = Awaited<ReturnType<typeof lookUp>>['clients'][number];

function datesOf(one: Row, today: Day): string[] {
  const due = 'nextDueOn' in one ? one.nextDueOn : null;
  const seen = 'lastContactedOn' in one ? one.lastContactedOn : null;
  return [
    ...(due === null ? [] : [`最近到期${dayWords(due, today)}`]),
    ...(seen === null ? [] : [`上次联系${dayWords(seen, today)}`]),
  ];
}

/** A row of a list for the model, masked, with the handle that stands for the row as it is. */
function rowForModel(one: Row, today: Day, turn: FreeTurn): string {
  const { vault, sources } = turn;
  const { aumCents, clientId } = one;
  const dates = datesOf(one, today);
  const assets = (words: (cents: number) => string) =>
    aumCents === null ? [] : [`月末资产${words(aumCents)}`];
  const citation = {
    passageId: `clients:${clientId}`,
    document: `${asData(one.name)}的记录`,
    heading: '客户名单',
    origin: 'record' as const,
    quote: [asData(one.name), ...assets(moneyWords), ...dates].join('，'),
    source: `客户档案 ${clientId}`,
  };
  const line = [nameSlot(one, vault), ...assets((cents) => moneySlot(cents, vault)), ...dates].join(
    '，',
  );
  turn.clientIds.add(clientId);
  return `${line}[${sources.addRecord(citation, line)}]`;
}

function findClients(turn: FreeTurn): ModelTool {
  return {
    name: 'find_clients',
    description:
      '按条件列客户名单，例如：这个月到期超过50万的、三个月没联系的、测评过期的、要搬家的。',
    inputs: { conditions: { description: '用中文写条件' } },
    run: async ({ conditions = '' }, caller) => {
      const today = dayOfRequest(turn.request);
      const reader = await turn.parts.book.for(caller, { turnId: turn.request.turnId });
      const found = await lookUp(turn.vault.fill(conditions), reader, today);
      const rows = found.clients.slice(0, mostRows).map((one) => rowForModel(one, today, turn));
      const unread = found.notUnderstood.length === 0 ? '' : '有的条件没看懂，没有用上。';
      if (rows.length === 0) return `没有符合条件的客户。${unread}`;
      const more = found.total > rows.length ? '只列前面几位，其余在名单里看。' : '';
      return [...rows, `${more}${unread}`].filter(Boolean).join('\n');
    },
  };
}

const purposeByName = new Map(purposes.map((one) => [purposeNames[one], one] as const));
const channelByName = new Map(
  Object.entries(draftChannelNames).map(([channel, name]) => [name as string, channel]),
);

function nameOf(turn: FreeTurn, clientId: string, caller: ToolCaller) {
  return turn.parts.book
    .for(caller, { turnId: turn.request.turnId })
    .then((reader) => reader.find({ kind: 'id', text: clientId }))
    .then(([client]) => (client ? `${asData(client.name)}（${clientId}）` : null));
}

function draftMessage(turn: FreeTurn): ModelTool {
  return {
    name: 'draft_message',
    description: '放一个“起草消息”的按钮，由客户经理自己点；不会写出来，也不会发送。',
    inputs: {
      ...whom,
      purpose: { description: '为了什么事', oneOf: [...purposeByName.keys()] },
      channel: { description: '渠道', oneOf: [...channelByName.keys()] },
    },
    run: async ({ client = '', purpose = '', channel = '' }, caller) => {
      const found = await clientIn(turn, client, caller);
      if (found.kind === 'told') return found.text;
      const name = await nameOf(turn, found.clientId, caller);
      const known: Purpose | undefined = purposeByName.get(purpose);
      if (name === null || known === undefined || !channelByName.has(channel)) return foreignClient;
      turn.actions.push({
        label: `起草${purpose}的${channel}`,
        do: 'ask',
        text: `给${name}写条${purpose}的${channel}`,
      });
      return '按钮已经放好，点了才起草。回答里不用再写消息正文。';
    },
  };
}

// A note for a button, not a page.
const longestNote = 80;

function recordContact(turn: FreeTurn): ModelTool {
  return {
    name: 'record_contact',
    description: '放一个“记一笔”的按钮，由客户经理自己点、自己确认；不会直接登记。',
    inputs: { ...whom, content: { description: '刚才怎么联系的、客户怎么说、下次什么时候' } },
    run: async ({ client = '', content = '' }, caller) => {
      const found = await clientIn(turn, client, caller);
      if (found.kind === 'told') return found.text;
      const name = await nameOf(turn, found.clientId, caller);
      if (name === null) return foreignClient;
      const words = asData(turn.vault.fill(content))
        .replace(/:\/\//g, '：//')
        .slice(0, longestNote);
      turn.actions.push({ label: '记一笔', do: 'ask', text: `记一笔：${name}，${words}` });
      return '按钮已经放好，点了以后还要客户经理确认才会登记。';
    },
  };
}

/** What the model may ask about clients: what the employee may see, and buttons. */
export function clientTools(turn: FreeTurn): ModelTool[] {
  return [clientCard(turn), findClients(turn), draftMessage(turn), recordContact(turn)];
}

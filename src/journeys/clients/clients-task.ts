import type { Day } from '../../domain/calendar/day.ts';
import { textCard } from '../../domain/card/card.ts';
import type { ClientFilter } from '../../domain/clients/client-filter.ts';
import { withoutChip } from '../../domain/clients/filter-chip.ts';
import { parseFilter } from '../../domain/clients/parse-filter.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import type { Task, TaskRequest } from '../conversation/task.ts';
import {
  asksForWords,
  type ClientParts,
  dayOfRequest,
  readerFor,
  refused,
} from './client-parts.ts';
import { standingWords } from './client-task.ts';
import { pointedAt } from './find-clients.ts';
import { type ListState, listAnswer, rowsShown } from './list-answer.ts';
import { listNamedIn, namesList } from './name-list.ts';
import { asData } from './record-marks.ts';

function notRead(words: readonly string[]): Answer {
  const said = words.map((one) => `“${asData(one)}”`).join('、');
  const example =
    '可以按到期、金额、资产变化、联系时间、产品、测评、授权、投诉、生日、年龄、城市、标签来列，例如：这个月到期超过50万的。';
  const card = textCard(`我没看懂要按什么来列${said === '' ? '' : `：${said}`}。${example}`);
  return answerWith({ kind: 'clarify', intent: 'clients', card });
}

async function told(state: ListState, request: TaskRequest, parts: ClientParts): Promise<Answer> {
  const reader = await readerFor(request, parts);
  const through = standingWords(await parts.book.standing());
  return listAnswer(state, reader, dayOfRequest(request), through);
}

/** Of a list that names nobody whom the employee may see, one is told what of any such client. */
async function toldOfList(request: TaskRequest, parts: ClientParts): Promise<Answer> {
  const named = await listNamedIn(request.text, await readerFor(request, parts));
  return named.found === 0 ? refused('clients') : told(named.state, request, parts);
}

function perClient(filter: ClientFilter): ClientFilter {
  const conditions = filter.conditions.map((one) =>
    one.kind === 'due' || one.kind === 'holds' ? { ...one, perClient: true } : one,
  );
  return { ...filter, conditions };
}

const narrows = /^(其中|里面|这里面|这些(里|人里|客户里)?|只(看|要|留)|再(加上?|筛)|还要|加上|那)/;

const longestOrder = 14;

function narrowed({ filter }: ListState, said: string, today: Day): ListState | null {
  const more = parseFilter(said, today);
  const { conditions, ...order } = more.filter;
  const orders = conditions.length === 0 && Object.keys(order).length > 0;
  if (conditions.length === 0 && !orders) return null;
  // “按资产排前五” orders the list at hand; “名下按资产排前五” begins a new one.
  const onlyOrders = orders && said.length <= longestOrder && !/名下|客户|全部|所有/.test(said);
  if (!narrows.test(said) && !onlyOrders) return null;
  const kept = filter.conditions.filter(
    (one) => !conditions.some((other) => other.kind === one.kind),
  );
  const joined = { ...filter, ...order, conditions: [...kept, ...conditions] };
  return { filter: joined, offset: 0, notUnderstood: more.notUnderstood };
}

/** The list that a short message makes of the one at hand; null: it is about something else. */
function changed(state: ListState, said: string, today: Day): ListState | null {
  const start = { ...state, offset: 0, notUnderstood: [], notFound: [] };
  const removed = /^去掉[:：]?\s*(.+)$/.exec(said)?.[1];
  if (removed !== undefined) {
    const filter = withoutChip(state.filter, removed.trim(), today);
    return { ...start, filter: filter ?? state.filter };
  }
  if (/^按(同一)?客户合计/.test(said)) return { ...start, filter: perClient(state.filter) };
  if (/^(下一页|更多|继续|后面的|往下|还有呢)[?？]?$/.test(said))
    return { ...state, offset: state.offset + rowsShown };
  if (/^上一页$/.test(said)) return { ...state, offset: Math.max(0, state.offset - rowsShown) };
  return narrowed(state, said, today);
}

const asksOf = ({ conditions, sort, limit }: ClientFilter): boolean =>
  conditions.length > 0 || sort !== undefined || limit !== undefined;

const asksProducts = /(适合|能买|可以买).{0,3}c[1-5]|c[1-5].{0,4}(能买|可以买)/i;
const asksList =
  /客户|名下|哪些|谁|名单|(几|多少)(个|位|人)|的人|寿星|top ?\d|前.{1,3}$|(以上|以下|以内|往上|往下)[?？]?$|没.{0,4}(联系|见|沟通)|的[?？]?$/i;
const people = /客户|名下|谁|名单|位|人|买|持|有.{0,6}(没|的)|拿着/;

/** 理财有哪些 asks for products: nothing in it speaks of people. */
const asksShelf = (text: string, { conditions }: ClientFilter): boolean =>
  conditions.every((one) => one.kind === 'holds') && conditions.length > 0 && !people.test(text);

/** Lists by what the clients have in common. */
export function clientsTask(parts: ClientParts, products: Task): Task {
  return {
    run: async (request) => {
      const { text, knowledge } = request;
      if (asksProducts.test(text)) return products.run(request);
      if (namesList(text)) return toldOfList(request, parts);
      const today = dayOfRequest(request);
      const reader = await readerFor(request, parts);
      const read = parseFilter(knowledge.index.normalise(text), today, await reader.vocabulary());
      const { filter, notUnderstood, asksForAll } = read;
      if (!asksOf(filter) && !asksForAll) {
        const pointed = await pointedAt(text, reader);
        if (pointed?.exact === true && pointed.clients.length === 0) return refused('clients');
        return notRead(notUnderstood);
      }
      return told({ filter, offset: 0, notUnderstood }, request, parts);
    },
    commands: ({ text }) => namesList(text),
    // A list is meant where every word was understood as a condition of one.
    claims: async (request) => {
      const { text, knowledge } = request;
      if (namesList(text)) return true;
      if (asksForWords.test(text) || !asksList.test(text) || /怎么|如何|为什么|什么是/.test(text))
        return false;
      const vocabulary = await (await readerFor(request, parts)).vocabulary();
      const said = knowledge.index.normalise(text);
      const read = parseFilter(said, dayOfRequest(request), vocabulary);
      if (asksShelf(said, read.filter) || read.notUnderstood.length > 0) return false;
      return (
        asksOf(read.filter) || (read.asksForAll && /名下|我.{0,3}客户|客户.{0,3}我/.test(said))
      );
    },
    follow: async (request, state) => {
      const said = request.text.trim();
      if (said.length > 60 || asksForWords.test(said)) return null;
      const next = changed(state as ListState, said, dayOfRequest(request));
      return next === null ? null : told(next, request, parts);
    },
  };
}

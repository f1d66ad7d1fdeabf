import { type Day, formatDay } from '../../domain/calendar/day.ts';
import { type Action, type Section, textCard } from '../../domain/card/card.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import { formalName } from '../../domain/clients/client-words.ts';
import { parseFilter } from '../../domain/clients/parse-filter.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { taskTopic } from '../../domain/conversation/topic.ts';
import type { BookStanding } from '../../ports/client-book.ts';
import type { Task, TaskRequest } from '../conversation/task.ts';
import { cardSections } from './card-sections.ts';
import { chooseClient } from './choose-client.ts';
import { asksFact, factLines } from './client-facts.ts';
import {
  asksForWords,
  type ClientParts,
  dayOfRequest,
  readerFor,
  refused,
  wordsOf,
} from './client-parts.ts';
import { namesClient, pointedAt } from './find-clients.ts';
import { asData, RecordMarks } from './record-marks.ts';
import { visitBrief } from './visit-brief.ts';

const asksBrief =
  /过一遍|过一下|理一(下|遍)|捋|见面前|三分钟|(要|就|快|马上|分钟后|点).{0,4}(来|到|见)(?!期).{0,10}(准备|看看|情况|资料|$)|准备一下|(要|约了?)见/;

// Words for somebody's whole file.
const asksCard = /情况|资料|档案|信息|概况|近况|查(一下|下|询|查)?|看(一下|下|看)|调出/;

const text = (words: string): Section => ({
  label: null,
  note: null,
  parts: [{ kind: 'text', text: words }],
});

export function standingWords({ origin, dataThrough }: BookStanding): string {
  const through = dataThrough === null ? '不详' : `${formatDay(dataThrough)} 日终`;
  return `数据截至 ${through}${origin === 'demo' ? '，演示数据' : ''}`;
}

function actionsFor({ client }: ClientCard, brief: boolean): Action[] {
  const who = `${client.name}（${client.clientId}）`;
  const ask = (label: string, words: string) => ({ label, do: 'ask', text: words }) as const;
  return [
    brief
      ? ask('客户卡片', `查一下${who}的资料`)
      : ask('见面前三分钟', `${who}要来，见面前给我过一遍`),
    ask('起草到期短信', `给${who}写条到期提醒短信`),
    ask('见完记一笔', `记一笔：${who}`),
  ];
}

interface Told {
  readonly request: TaskRequest;
  readonly card: ClientCard;
  readonly today: Day;
  readonly standing: BookStanding;
}

function answered({ request, card, today, standing }: Told): Answer {
  const { client } = card;
  const marks = new RecordMarks(asData(client.name), today);
  const said = wordsOf(request);
  const brief = asksBrief.test(said);
  const lines = brief ? [] : factLines({ card, text: said, today, marks });
  const body = brief ? visitBrief(card, today, marks) : cardSections(card, today, marks);
  const tail = client.mobileTail === null ? '' : `，手机尾号 ${client.mobileTail}`;
  const who = `您可以查看的客户：${asData(client.name)}（${client.clientId}${tail}）。${standingWords(standing)}。`;
  const shown = {
    title: `${asData(formalName(client))}${brief ? '　见面前三分钟' : ''}`,
    sections: [...(lines.length === 0 ? [] : [text(lines.join('\n'))]), ...body.shown, text(who)],
    folded: body.folded,
    actions: actionsFor(card, brief),
    citations: marks.citations,
  };
  const data = { clientIds: [client.clientId] };
  const topic = taskTopic('client', { clientId: client.clientId });
  return answerWith({ kind: 'client', intent: 'client', card: shown, data, topic });
}

async function about(clientId: string, request: TaskRequest, parts: ClientParts): Promise<Answer> {
  const card = await (await readerFor(request, parts)).card(clientId);
  if (card === null) return refused('client');
  return answered({
    request,
    card,
    today: dayOfRequest(request),
    standing: await parts.book.standing(),
  });
}

const whom = (): Answer =>
  answerWith({
    kind: 'clarify',
    intent: 'client',
    card: textCard('您问的是哪一位客户？请写上姓名、客户号或手机尾号。'),
  });

const aboutTalk = /客户(说|嫌|讲|问)|(他|她)(说|嫌)/;
const asksHow = /怎么(?!样)|咋(?!样)|如何|为什么|为啥|该不该|要不要/;
// A name with hardly anything beside it, or with a word that asks.
const asksShortly =
  /多少|哪|什么|啥|谁|几|[吗没么呢?？]$|有没有|是不是|怎么样|咋样|^(查询?|找)?[:：]?\s*[\p{Script=Han}a-z]{2,4}$/iu;

const leadsOn =
  /^(那|那么|还有|再看看)?(他|她|ta|这位|这个客户|该客户)?|呢[?？]?$|[没吗么][?？]?$/i;
const othersWork = /写|起草|发(一)?条|记(一)?(笔|下)|登记|预警|名单|客户(说|嫌|问)|哪些|谁/;

/** Looks up one client: what was asked first, then the card, or the brief before a visit. */
export function clientTask(parts: ClientParts, lists: Task): Task {
  return {
    run: async (request) => {
      const choice = await chooseClient(request, parts, 'client');
      if (choice.kind === 'answer') return choice.answer;
      if (choice.kind === 'one') return about(choice.clientId, request, parts);
      const { filter } = parseFilter(request.text, dayOfRequest(request));
      return filter.conditions.length > 0 ? lists.run(request) : whom();
    },
    claims: async (request) => {
      const { text: said, clientId } = request;
      if (asksForWords.test(said) || aboutTalk.test(said)) return false;
      if (clientId !== null && said.length <= 30 && asksFact(said) && !asksHow.test(said))
        return true;
      const asks = asksFact(said) || asksBrief.test(said) || asksCard.test(said);
      const short = said.length <= 20 && asksShortly.test(said) && !asksHow.test(said);
      if (!asks && !short) return false;
      return namesClient(wordsOf(request), await readerFor(request, parts));
    },
    follow: async (request, state) => {
      const { clientId } = state as { clientId: string };
      const said = request.text.trim();
      const short = said.length <= 20 && leadsOn.test(said) && !asksForWords.test(said);
      if (!short || othersWork.test(said) || !(asksFact(said) || asksBrief.test(said))) return null;
      const pointed = await pointedAt(wordsOf(request), await readerFor(request, parts));
      return pointed === null ? about(clientId, request, parts) : null;
    },
  };
}

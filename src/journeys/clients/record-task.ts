import type { Day } from '../../domain/calendar/day.ts';
import { textCard } from '../../domain/card/card.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import {
  channelWords,
  dayWords,
  outreachWords,
  tagWords,
} from '../../domain/clients/client-words.ts';
import { dayToCome, type Report, readReport } from '../../domain/clients/read-report.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { taskTopic } from '../../domain/conversation/topic.ts';
import type { NewNote } from '../../ports/client-note-store.ts';
import type { Task, TaskRequest } from '../conversation/task.ts';
import { chooseClient } from './choose-client.ts';
import {
  asksForWords,
  type ClientParts,
  dayOfRequest,
  readerFor,
  refused,
  wordsOf,
} from './client-parts.ts';
import { asData } from './record-marks.ts';

interface Proposal {
  readonly clientId: string;
  /** The turn that proposed: confirming twice stores once. */
  readonly noteId: string;
  readonly report: Report;
}

function fieldsOf({ contact, tag, stop, channelGuessed }: Report, today: Day) {
  const field = (name: string, value: string) => ({ name, value: asData(value) });
  const way = (one: NonNullable<Report['contact']>) =>
    `${channelWords[one.channel]}${channelGuessed ? '（您没说方式，按电话记）' : ''}，${one.direction === 'in' ? '客户主动' : '您联系客户'}`;
  return [
    ...(contact === null
      ? []
      : [
          field('联系', `${dayWords(contact.contactedOn, today)}，${way(contact)}`),
          field('结果', `${contact.result}${contact.effective ? '（有效沟通）' : '（没有接通）'}`),
          field('内容', contact.note ?? ''),
          field('下次', contact.nextOn === null ? '没有约定' : dayWords(contact.nextOn, today)),
        ]),
    ...(tag === null
      ? []
      : [field('标签', `${tagWords(tag.tag)}，到${dayWords(tag.expiresOn, today)}`)]),
    ...(stop === null ? [] : [field('停营销', `${outreachWords[stop]}，从今天起`)]),
  ];
}

const ask = (label: string) => ({ label, do: 'ask', text: label }) as const;

function warningsFor({ report }: Proposal, isActive: boolean): string {
  const note = report.contact?.note ?? '';
  return [
    isActive ? '' : '这位客户的状态不是正常，请先核对。',
    /投诉/.test(note) ? '投诉还要在行内系统登记，这里只记联系。' : '',
    /同意|授权/.test(note) ? '营销授权以行内登记为准，这里只记联系。' : '',
  ].join('');
}

function proposed(proposal: Proposal, { client }: ClientCard, today: Day): Answer {
  const fields = fieldsOf(proposal.report, today);
  const warning = warningsFor(proposal, client.status === 'active');
  const card = {
    title: `准备记到 ${asData(client.name)}（${client.clientId}）名下`,
    sections: [
      { label: null, note: null, parts: [{ kind: 'fields', fields } as const] },
      {
        label: null,
        note: null,
        parts: [
          {
            kind: 'text',
            text: `${warning}还没有存。点“确认”才存；要改下次的日子，直接说“下次改成周五”。`,
          } as const,
        ],
      },
    ],
    folded: [],
    actions: [ask('确认'), ask('取消')],
    citations: [],
  };
  const data = { clientIds: [client.clientId] };
  return answerWith({
    kind: 'proposed',
    intent: 'record',
    card,
    data,
    topic: taskTopic('record', proposal),
  });
}

function notesOf(
  { clientId, noteId, report }: Proposal,
  employeeId: string,
  today: Day,
  nowSeconds: number,
): NewNote[] {
  const { contact, tag, stop } = report;
  const own = (part: string) => ({ noteId: `${noteId}-${part}`, employeeId });
  // A talk of an earlier day is put at its noon, Beijing time; only the order of talks depends on it.
  const at = (day: Day) => (day === today ? nowSeconds : day * 86_400 + 4 * 3600);
  return [
    ...(contact === null
      ? []
      : [
          {
            ...own('contact'),
            kind: 'contact' as const,
            contact: {
              ...contact,
              clientId,
              contactId: `${noteId}-contact`,
              managerId: employeeId,
              contactedAtSeconds: at(contact.contactedOn),
            },
          },
        ]),
    ...(tag === null
      ? []
      : [
          {
            ...own('tag'),
            kind: 'tag' as const,
            tag: {
              clientId,
              tag: tag.tag,
              enteredOn: today,
              enteredBy: employeeId,
              expiresOn: tag.expiresOn,
            },
          },
        ]),
    ...(stop === null
      ? []
      : [
          {
            ...own('stop'),
            kind: 'stop' as const,
            stop: { clientId, channel: stop, requestedOn: today },
          },
        ]),
  ];
}

async function stored(
  proposal: Proposal,
  request: TaskRequest,
  parts: ClientParts,
): Promise<Answer> {
  const today = dayOfRequest(request);
  // The client may have been handed over since the proposal.
  const card = await (await readerFor(request, parts)).card(proposal.clientId);
  if (card === null) return refused('record');
  await parts.notes.record(notesOf(proposal, request.employeeId, today, parts.nowSeconds()));
  const { client } = card;
  const { contact } = proposal.report;
  const next = contact?.nextOn
    ? `下次：${dayWords(contact.nextOn, today)}。`
    : '还没有约下次，想好了再告诉我。';
  const sections = [
    {
      label: null,
      note: null,
      parts: [
        {
          kind: 'text',
          text: `已记到 ${asData(client.name)}（${client.clientId}）名下。${next}`,
        } as const,
      ],
    },
    {
      label: null,
      note: null,
      parts: [{ kind: 'fields', fields: fieldsOf(proposal.report, today) } as const],
    },
  ];
  const who = `${client.name}（${client.clientId}）`;
  const actions = [{ label: '看客户卡片', do: 'ask', text: `查一下${who}的资料` } as const];
  const shown = { title: null, sections, folded: [], actions, citations: [] };
  return answerWith({
    kind: 'recorded',
    intent: 'record',
    card: shown,
    data: { clientIds: [client.clientId] },
  });
}

const say = (kind: 'clarify' | 'help', words: string): Answer =>
  answerWith({ kind, intent: 'record', card: textCard(words) });

const confirms = /^(确认(登记)?|确定|是的?|对的?|好的?|可以|记吧|存吧|行|没错|嗯+|ok)[。!！~]?$/i;
const declines = /^(取消|不用了?|算了|不对|别记|不记了?|否|先不记)[。!！]?$/;
const moves = /^(把)?(下次|下一次|时间|日子|再联系)?.{0,6}(改成|改到|改为|换成|推到|定在|是)/;
const reports =
  /刚|今天|昨天|上午|下午|没接|关机|接通|聊完|聊了|见了|来电|来网点|记一|登记|备注|办了|答应|约了|表示/;

function moved(proposal: Proposal, said: string, today: Day): Proposal | null {
  const { report } = proposal;
  const day = moves.test(said) ? dayToCome(said, today) : null;
  if (day === null || report.contact === null) return null;
  return { ...proposal, report: { ...report, contact: { ...report.contact, nextOn: day } } };
}

const isQuestion =
  /有没有|是不是|什么时候|哪天|多少|[?？]$|吗$|没$|(什么|啥|哪些|几[件次个])[?？]?$/;
const orders = /记|登|备注|标签|改成/;

/** 刚跟王总打过电话，说下周来: proposed, confirmed, stored. */
export function recordTask(parts: ClientParts, lookUps: Task): Task {
  return {
    run: async (request) => {
      if (isQuestion.test(request.text) && !orders.test(request.text)) return lookUps.run(request);
      const choice = await chooseClient(request, parts, 'record');
      if (choice.kind === 'answer') return choice.answer;
      if (choice.kind === 'none')
        return say(
          'clarify',
          '记到哪位客户名下？请写上姓名或客户号，例如：刚跟王建国打过电话，说下周来。',
        );
      const today = dayOfRequest(request);
      const card = await choice.reader.card(choice.clientId);
      if (card === null) return refused('record');
      const said = request.knowledge.index.normalise(request.text);
      const rest = said.replace(card.client.name, '').replace(/c\d+/i, '');
      const report = readReport(request.text, said, rest, today);
      if (report.contact === null && report.tag === null && report.stop === null) {
        return say(
          'clarify',
          `要给${asData(card.client.name)}记什么？请说怎么联系的、结果怎样、下次什么时候，例如：刚打过电话，说下周来。`,
        );
      }
      return proposed({ clientId: choice.clientId, noteId: request.turnId, report }, card, today);
    },
    claims: async (request) => {
      const { text } = request;
      if (asksForWords.test(text) || /[?？]$|吗$|呢$/.test(text) || !reports.test(text))
        return false;
      const reader = await readerFor(request, parts);
      return (await reader.namedIn(wordsOf(request))).length > 0;
    },
    follow: async (request, state) => {
      const proposal = state as Proposal;
      const said = request.text.trim();
      if (confirms.test(said)) return stored(proposal, request, parts);
      if (declines.test(said)) return say('help', '好，没有存。');
      const next = moved(proposal, said, dayOfRequest(request));
      if (next === null) return null;
      const card = await (await readerFor(request, parts)).card(proposal.clientId);
      return card === null ? refused('record') : proposed(next, card, dayOfRequest(request));
    },
  };
}

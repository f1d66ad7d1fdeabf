import { addMonths, type Day } from '../calendar/day.ts';
import type { OutreachChannel } from './client.ts';
import type { Contact } from './client-records.ts';
import { withDigits } from './filter/read-numbers.ts';
import { timeIn } from './filter/read-time.ts';
import { daysAhead, daysBack } from './filter/time-windows.ts';

/** What a manager tells of a talk, as it would be stored. */
export interface Report {
  readonly contact: Pick<
    Contact,
    'contactedOn' | 'channel' | 'direction' | 'effective' | 'result' | 'note' | 'nextOn'
  > | null;
  readonly tag: { readonly tag: string; readonly expiresOn: Day } | null;
  readonly stop: OutreachChannel | 'all' | null;
  /** The channel was not said. */
  readonly channelGuessed: boolean;
}

const missed = /没(人)?接|未接|关机|占线|空号|停机|没打通|打不通|无人接|挂了|不接/;

const channels: readonly (readonly [Contact['channel'], RegExp])[] = [
  [
    'visit',
    /来(了|过)?(网点|行里|支行|店)|到(了)?(店|网点)|面谈|拜访|上门|见(了|过|完)?面|跟.{1,6}见了|当面|陪/,
  ],
  ['call', /电话|通(了|完)?话|打(给|了|过|通|完)|来电|接通|没接|未接|关机|占线|空号|挂了/],
  ['wechat', /微信|企微/],
  ['sms', /短信/],
];

const inbound = /来电|打(电话)?来|打过来|来了|来网点|主动|找(到)?我|问我|过来(了|说)/;

const results: readonly (readonly [RegExp, string])[] = [
  [missed, '未接'],
  [
    /约(了|好|到|在)?|过来|来(网点|看|办|做)|见面|面谈.{0,6}(改|约)|(下周|周[一二三四五六日天]|明天|后天).{0,6}(来|见)/,
    '约了见面',
  ],
  [/不用|不需要|不考虑|不办|没兴趣|拒绝|暂时不/, '暂时不需要'],
  [/再看看|考虑|商量|先不|等等/, '再考虑'],
];

const weekdayNames = '一二三四五六日';
const weekday = /(下下|下|本|这)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])/;

/** The day of 下周五, 周四, 明天, 12月1号, 下周; null where none is told. */
export function dayToCome(text: string, today: Day): Day | null {
  const named = weekday.exec(text);
  if (named) {
    const place = weekdayNames.indexOf((named[2] ?? '一').replace('天', '日'));
    const monday = today - ((today + 3) % 7);
    const day = monday + place + 7 * ({ 下下: 2, 下: 1 }[named[1] ?? ''] ?? 0);
    return day < today ? day + 7 : day;
  }
  if (/今晚|晚上再|下午再|待会|一会/.test(text)) return today;
  const said = timeIn(withDigits(text), today);
  if (said === null) return null;
  const { from, to } = daysAhead(said.time, today);
  const day = said.time.kind === 'span' ? to : from;
  return day >= today ? day : null;
}

// The part that tells of what is to come: after what was said, not the “刚/今天” in front.
const toCome =
  /(说|讲|约|改|下次|等|晚上再|再(打|联系|约)|过来|来(网点|看|办|做)|回他|回她|答应|大概|会在|定在|到).*/;
const happened = /昨天|前天|上周[一二三四五六日天]?/;

const tags: readonly (readonly [string, RegExp])[] = [
  ['relocation', /搬(家|去|到|走)/],
  ['job-change', /换(了)?(单位|工作)|跳槽|离职/],
  ['house-purchase', /买房|购房|给.{1,4}买房/],
  ['planned-outflow', /要用钱|用款|大额支出/],
];

const tagMonths = 6;
const stops =
  /停(掉|了)?(所有)?营销|(别|不要|不用|不想|不让)再?(给)?(他|她|我)?.{0,4}(打(电话)?|发(短信|微信)?|推销|营销|骚扰|联系)|拒绝营销|不接受营销|退订/;

function stopIn(text: string): OutreachChannel | 'all' | null {
  const found = stops.exec(text);
  if (!found) return null;
  if (/停(掉|了)?(所有)?营销/.test(text)) return 'all';
  if (/短信/.test(found[0])) return 'sms';
  if (/微信/.test(found[0])) return 'wechat';
  return /打|电话/.test(found[0]) ? 'call' : 'all';
}

function noteOf(text: string): string {
  return text
    .replace(
      /^(请|帮我|替我|给我)?(记一笔|记一下|登记(一下)?|记录(一下)?|备注(一下)?|补记|记下)[:：，,]?/,
      '',
    )
    .replace(/[，,。]?(给我|帮我|先)*(记上|记一下|登上|记下来|登记一下|记一笔)[。!！]?$/, '')
    .trim()
    .slice(0, 200);
}

function contactedOn(text: string, today: Day): Day {
  const words = happened.exec(text)?.[0];
  if (words === '昨天') return today - 1;
  if (words === '前天') return today - 2;
  const said = words === undefined ? null : timeIn(words, today);
  return said === null ? today : daysBack(said.time, today).to;
}

const talked =
  /刚|今天|昨天|前天|上午|下午|电话|微信|短信|聊|谈|见|来|打|说|讲|表示|接|拜访|上门|关机|约|办了/;

// Nobody was talked to when only a date is moved.
const movesDate = /下次(联系|见面)?.{0,4}(改|推|换)/;

function tagIn(text: string, today: Day): Report['tag'] {
  const told = tags.find(([, words]) => words.test(text))?.[0];
  const free = /标签[，,:：“"]?(?:是|为)?([\p{Script=Han}]{2,8})/u.exec(text)?.[1];
  const tag = told ?? free;
  return tag === undefined ? null : { tag, expiresOn: addMonths(today, tagMonths) };
}

/** Whether there is something to store beside a tag and whose it is. */
function tellsOfTalk(text: string, rest: string): boolean {
  if (/标签/.test(text) || movesDate.test(text)) return false;
  return talked.test(rest) || noteOf(rest).replace(/[^\p{Script=Han}]/gu, '').length >= 4;
}

/**
 * Reads a manager's report: `text` is the normalised message, `typed` is kept as the note, `rest`
 * is what it says beside naming the client.
 */
export function readReport(typed: string, text: string, rest: string, today: Day): Report {
  const channel = channels.find(([, words]) => words.test(text))?.[0];
  const isMissed = missed.test(text);
  const contact = {
    contactedOn: contactedOn(text, today),
    channel: channel ?? ('call' as const),
    direction: inbound.test(text) && !isMissed ? ('in' as const) : ('out' as const),
    effective: !isMissed,
    result: results.find(([words]) => words.test(text))?.[1] ?? '已沟通',
    note: noteOf(typed),
    nextOn: dayToCome(toCome.exec(text)?.[0] ?? '', today),
  };
  return {
    contact: tellsOfTalk(text, rest) ? contact : null,
    tag: tagIn(text, today),
    stop: stopIn(text),
    channelGuessed: channel === undefined,
  };
}

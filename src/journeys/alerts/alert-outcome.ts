import type { Day } from '../../domain/calendar/day.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { AlertStatus } from '../../domain/churn/alert.ts';
import { alertingCodes } from '../../domain/churn/severity.ts';
import type { SignalCode } from '../../domain/churn/signal-code.ts';
import { signals } from '../../domain/churn/signals.ts';
import { untilIn } from './until-when.ts';

/** What a manager says has become of an alert; plain JSON, since it waits for a confirmation. */
export interface SaidOutcome {
  readonly status: Exclude<AlertStatus, 'open'>;
  readonly outcome: string;
  readonly snoozedUntil: Day | null;
  /** What is not to alert for this client until a day. */
  readonly mute: { readonly code: SignalCode | '*'; readonly untilOn: Day } | null;
}

const longestSnooze = 30;
/** Own use and muted signals end by themselves: nobody looks after a client who is silent for ever. */
const usualQuietDays = 90;
const longestQuietDays = 366;

const reasons: readonly (readonly [string, RegExp])[] = [
  ['买房用款', /买房|购房|首付|房子/],
  ['用款', /用款|用钱|装修|结婚|上学|留学|看病|周转|进货|急用/],
  ['他行利率', /利率|利息|比价|别的?(银)?行|他行|对门/],
  ['服务原因', /服务|态度|排队|不满|投诉/],
  ['约了见面', /约(了|好)|见面|来网点|过来/],
  ['暂不愿说', /不愿|不肯|没说|不想说|不方便/],
];
const snoozeReasons: readonly (readonly [string, RegExp])[] = [
  ['客户出差', /出差|外地/],
  ['客户住院', /住院|生病|手术/],
  ['客户出国', /出国|国外|旅游/],
  ['约了时间', /约(了|好)|说好/],
  ['没接电话', /没接|未接|打不通|关机/],
];

const reached =
  /联系(过|上|好)了?|沟通(过|好|完)了?|打(过|通|完)了|见(过|完)了|聊(过|完)了|谈(过|完)了|处理(好|完|了)/;
const own = /自用|自己(要)?用|他自己的钱|用款计划/;
const wrong = /误报|判错|报错|不是流失|看错/;
const mutes = /静音|屏蔽|别再?报|不(要|用)再报|不再报|关掉/;
const later = /稍后|晚点|推(到|迟)|先放|过几天|明(天|早)再|再提醒|延后/;
const taken = /我(来|去)?跟|知道了|收到|我处理|认领/;

interface Setting {
  readonly today: Day;
  readonly calendar: WorkCalendar;
}

const firstOf = (text: string, words: typeof reasons): string | undefined =>
  words.find(([, pattern]) => pattern.test(text))?.[0];

/** The alerting signal that a message names by its number or title. */
function signalIn(text: string): SignalCode | null {
  const named = signals.find(
    ({ code, title }) =>
      alertingCodes.has(code) && (text.toUpperCase().includes(code) || text.includes(title)),
  );
  return named?.code ?? null;
}

function quietUntil(text: string, setting: Setting): Day {
  const said = untilIn(text, setting) ?? setting.today + usualQuietDays;
  return Math.min(said, setting.today + longestQuietDays);
}

function muted(text: string, setting: Setting): SaidOutcome {
  const code = signalIn(text);
  const mute = { code: code ?? ('*' as const), untilOn: quietUntil(text, setting) };
  const what = code === null ? '全部信号' : code;
  return { status: 'dismissed', outcome: `静音${what}`, snoozedUntil: null, mute };
}

function snoozed(text: string, setting: Setting): SaidOutcome {
  const { today, calendar } = setting;
  const until = untilIn(text, setting) ?? calendar.nextWorkday(today);
  const reason = firstOf(text, snoozeReasons);
  const outcome = reason === undefined ? '稍后提醒' : `稍后提醒：${reason}`;
  const snoozedUntil = Math.min(until, today + longestSnooze);
  return { status: 'snoozed', outcome, snoozedUntil, mute: null };
}

/** What the message says has become of the alert; null: nothing of it. */
export function outcomeIn(text: string, setting: Setting): SaidOutcome | null {
  if (/为什么|为啥|怎么|哪些|多少|几(条|个)|[?？吗]/.test(text)) return null;
  const reason = firstOf(text, reasons);
  const plain = { snoozedUntil: null, mute: null };
  if (own.test(text)) {
    const told = reason === undefined || reason === '用款' ? '客户自用' : `客户自用：${reason}`;
    const mute = { code: '*' as const, untilOn: quietUntil(text, setting) };
    return { ...plain, status: 'dismissed', outcome: told, mute };
  }
  if (wrong.test(text)) return { ...plain, status: 'dismissed', outcome: '误报' };
  if (mutes.test(text)) return muted(text, setting);
  if (later.test(text)) return snoozed(text, setting);
  if (reached.test(text)) {
    const told = reason === undefined ? '已有效沟通' : `已有效沟通：${reason}`;
    return { ...plain, status: 'resolved', outcome: told };
  }
  return taken.test(text) ? { ...plain, status: 'acknowledged', outcome: '已认领' } : null;
}

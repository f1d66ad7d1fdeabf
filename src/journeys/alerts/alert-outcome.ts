import type { Day } from '../../domain/calendar/day.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { AlertStatus } from '../../domain/churn/alert.ts';

/** What a manager says has become of an alert; plain JSON, since it waits for a confirmation. */
export interface SaidOutcome {
  readonly status: Exclude<AlertStatus, 'open'>;
  readonly outcome: string;
  readonly snoozedUntil: Day | null;
}

const numbers: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  十: 10,
};
const longestSnooze = 30;

function snoozeEnd(text: string, today: Day, calendar: WorkCalendar): Day {
  const days = /(\d+|[一两二三四五六七十])\s*(?:个)?(天|日|周|星期|礼拜|月)/.exec(text);
  if (days) {
    const unit = days[2] === '月' ? 30 : /天|日/.test(days[2] ?? '') ? 1 : 7;
    const count = numbers[days[1] ?? ''] ?? Number(days[1]);
    return today + Math.min(longestSnooze, Math.max(1, count * unit));
  }
  // Day 4 (1970-01-05) was a Monday.
  if (/下周|下星期|下礼拜/.test(text)) return today + 7 - ((today + 3) % 7);
  if (/后天/.test(text)) return today + 2;
  return calendar.nextWorkday(today);
}

const reasons: readonly (readonly [string, RegExp])[] = [
  ['买房用款', /买房|购房|首付|房子/],
  ['用款', /用款|用钱|装修|结婚|上学|留学|看病|周转|进货|急用/],
  ['他行利率', /利率|利息|比价|别的?(银)?行|他行|对门/],
  ['服务原因', /服务|态度|排队|不满|投诉/],
  ['约了见面', /约(了|好)|见面|来网点|过来/],
  ['暂不愿说', /不愿|不肯|没说|不想说|不方便/],
];

const reached =
  /联系(过|上|好)了?|沟通(过|好|完)了?|打(过|通|完)了|见(过|完)了|聊(过|完)了|谈(过|完)了|处理(好|完|了)/;
const own = /自用|自己(要)?用|他自己的钱|用款计划/;
const wrong = /误报|判错|报错|不是流失|看错/;
const later = /稍后|晚点|推(到|迟)|静音|先放|过几天|明(天|早)再|再提醒|延后/;
const taken = /我(来|去)?跟|知道了|收到|我处理|认领/;

/** What the message says has become of the alert; null: nothing of it. */
export function outcomeIn(
  text: string,
  { today, calendar }: { readonly today: Day; readonly calendar: WorkCalendar },
): SaidOutcome | null {
  if (/为什么|为啥|怎么|哪些|多少|几(条|个)|[?？吗]/.test(text)) return null;
  const reason = reasons.find(([, words]) => words.test(text))?.[0];
  if (wrong.test(text) && !own.test(text)) {
    return { status: 'dismissed', outcome: '误报', snoozedUntil: null };
  }
  if (own.test(text)) {
    const told = reason === undefined || reason === '用款' ? '客户自用' : `客户自用：${reason}`;
    return { status: 'dismissed', outcome: told, snoozedUntil: null };
  }
  if (later.test(text)) {
    const snoozedUntil = snoozeEnd(text, today, calendar);
    return { status: 'snoozed', outcome: '稍后提醒', snoozedUntil };
  }
  if (reached.test(text)) {
    const told = reason === undefined ? '已有效沟通' : `已有效沟通：${reason}`;
    return { status: 'resolved', outcome: told, snoozedUntil: null };
  }
  return taken.test(text)
    ? { status: 'acknowledged', outcome: '已认领', snoozedUntil: null }
    : null;
}

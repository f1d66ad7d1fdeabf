import type { Day } from '../../domain/calendar/day.ts';
import type { Section } from '../../domain/card/card.ts';
import { outreachChannels } from '../../domain/clients/client.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import {
  ageOn,
  assessmentOf,
  dueOn,
  isPlaced,
  marketingConsent,
  openPromises,
} from '../../domain/clients/client-standing.ts';
import {
  channelWords,
  dayWords,
  moneyWords,
  outreachWords,
  tagWords,
} from '../../domain/clients/client-words.ts';
import { holdingsSection } from './card-sections.ts';
import { asData, type RecordMarks } from './record-marks.ts';

interface Brief {
  readonly card: ClientCard;
  readonly today: Day;
  readonly marks: RecordMarks;
}

const list = (label: string, items: readonly string[], ordered = false): Section[] =>
  items.length === 0 ? [] : [{ label, note: null, parts: [{ kind: 'list', ordered, items }] }];

function overdue({ card, today, marks }: Brief): string[] {
  return openPromises(card).map((one) => {
    const by = one.nextOn ?? today;
    const late = today - by;
    const state = late > 0 ? `已过${late}天` : late === 0 ? '就是今天' : `还有${-late}天`;
    const about = asData(one.note ?? one.result ?? '再联系');
    return `**补上约定的回复**：${dayWords(one.contactedOn, today)}${channelWords[one.channel]}（${about}），说好${dayWords(by, today)}，${state}${marks.contact(one)}。`;
  });
}

function unrest({ card, today, marks }: Brief): string[] {
  return card.complaints
    .filter((one) => one.closedOn === null)
    .map(
      (one) =>
        `**先问投诉办得怎么样**：${dayWords(one.openedOn, today)}，${asData(one.topic ?? '未写事由')}，还没结${marks.complaint(one)}。`,
    );
}

function maturing({ card, today, marks }: Brief): string[] {
  return card.holdings
    .filter(
      (one) =>
        isPlaced(one) && (dueOn(one) ?? today - 1) >= today && (dueOn(one) ?? 0) <= today + 45,
    )
    .slice(0, 2)
    .map((one) => {
      const notice = one.redeemBy === null ? '' : `，赎回预约截止${dayWords(one.redeemBy, today)}`;
      const renew =
        one.autoRenew === false ? '，未设自动转存' : one.autoRenew ? '，已设自动转存' : '';
      const end = one.maturityOn === null ? '' : `，${dayWords(one.maturityOn, today)}到期`;
      return `**谈到期**：${asData(one.productName)} ${moneyWords(one.amountCents)}${end}${notice}${renew}${marks.holding(one)}。先问用途，再谈安排。`;
    });
}

function retest({ card, today, marks }: Brief): string[] {
  const standing = assessmentOf(card, today);
  if (standing === null)
    return ['**提醒做测评**：还没有风险测评记录，请他自己如实填，您不代填、不提示。'];
  if (standing.daysLeft > 45) return [];
  const { assessment, validTo, daysLeft } = standing;
  const state =
    daysLeft < 0 ? `${dayWords(validTo, today)}已过期` : `${dayWords(validTo, today)}满一年`;
  const mark = marks.assessment(card.client.clientId, assessment);
  return [
    `**提醒测评**：${assessment.level}，${state}${mark}，请客户自己如实重做，您不代填、不提示。`,
  ];
}

const transferDays = 30;

/** Known before the talk, and never brought up in it. */
function movedOut({ card, today, marks }: Brief): string[] {
  const recent = card.transfersOut.filter((one) => one.bookedOn > today - transferDays);
  const sum = recent.reduce((cents, one) => cents + one.amountCents, 0);
  if (sum === 0) return [];
  const own = recent.every((one) => one.sameName === true) ? '同名账户' : '';
  const mark = marks.transfers(card.client.clientId, recent);
  return [`近${transferDays}天转往他行${own} ${moneyWords(sum)}${mark}，**不主动提**。`];
}

function toKnow({ card, today, marks }: Brief): string[] {
  const { client, balances, contacts, tags } = card;
  const trend = balances
    .slice(-3)
    .map(
      (one) =>
        `${dayWords(one.monthEnd, today)} ${moneyWords(one.aumAverageCents ?? one.aumCents)}${marks.balance(client.clientId, one)}`,
    );
  const averaged = balances.slice(-3).every((one) => one.aumAverageCents !== null);
  const last = contacts[0];
  const talk = last
    ? [
        `上次联系：${dayWords(last.contactedOn, today)}${channelWords[last.channel]}，${asData([last.result, last.note].filter(Boolean).join('，'))}${marks.contact(last)}。`,
      ]
    : ['没有联系记录。'];
  const told = tags
    .filter((one) => one.expiresOn === null || one.expiresOn >= today)
    .map((one) => `标签：${asData(tagWords(one.tag))}${marks.tag(client.clientId, one)}。`);
  return [
    ...movedOut({ card, today, marks }),
    ...(trend.length === 0
      ? []
      : [`${averaged ? '月日均资产' : '月末资产'}：${trend.join('，')}。`]),
    ...talk,
    ...told,
  ];
}

function toAsk({ card, today, marks }: Brief): string[] {
  const told = card.contacts.find((one) => one.effective && one.note !== null);
  const lead = told
    ? `“上次您提到的事，现在怎么样了？”（${dayWords(told.contactedOn, today)}：${asData(told.note ?? '')}${marks.contact(told)}）`
    : '“最近家里和工作都还顺利吧？”';
  return [lead, '“接下来有没有要集中用钱的日子？哪笔要先备着？”'];
}

function aboveLevel({ card, today, marks }: Brief): string[] {
  const standing = assessmentOf(card, today);
  if (standing === null || standing.daysLeft < 0) {
    return ['测评无效期间，不介绍任何有风险等级的产品。'];
  }
  const { assessment } = standing;
  const level = Number(assessment.level.slice(1));
  const mark = marks.assessment(card.client.clientId, assessment);
  return level < 5 ? [`R${level + 1}及以上产品（测评${assessment.level}）${mark}。`] : [];
}

function notToTouch(brief: Brief): string[] {
  const { card, today } = brief;
  const { client } = card;
  const silent = outreachChannels.filter((one) => marketingConsent(card, one, today) === null);
  const channels = silent.map((one) => outreachWords[one]).join('、');
  const old = client.birthDate !== null && ageOn(client.birthDate, today) >= 65;
  const complains = card.complaints.some((one) => one.closedOn === null);
  return [
    ...aboveLevel(brief),
    silent.length === 0 ? '' : `没有授权${channels}营销，资料当面给。`,
    client.doNotContact ? '档案设了免打扰，只谈客户自己提的事。' : '',
    complains ? '投诉没结之前不谈产品。' : '',
    old ? '65岁以上，不主动谈高风险产品，愿意的话请家里人一起听。' : '',
    '账上的动静不主动提，从约定和到期说起。',
  ].filter(Boolean);
}

function missing({ client, contacts }: ClientCard): string[] {
  const gaps = [
    client.occupation === null ? '职业' : '',
    client.disc === null ? '性格类型' : '',
    client.preferredHours === null ? '方便时段' : '',
    contacts.length === 0 ? '联系记录' : '',
  ].filter(Boolean);
  return [`${gaps.length === 0 ? '' : `${gaps.join('、')}未登记；`}他行资产不掌握。`];
}

/** 见面前三分钟: what to do first, what to know, what to ask, what to leave alone. */
export function visitBrief(card: ClientCard, today: Day, marks: RecordMarks) {
  const brief = { card, today, marks };
  const first = [...unrest(brief), ...overdue(brief), ...maturing(brief), ...retest(brief)];
  const todo =
    first.length > 0 ? first.slice(0, 3) : ['没有逾期的约定和临近的到期：先问近况，听用钱打算。'];
  return {
    shown: [
      ...list(first.length >= 3 ? '先办三件事' : '先办', todo, true),
      ...list('心里有数', toKnow(brief)),
      ...list('可以问', toAsk(brief)),
      ...list('别碰', notToTouch(brief)),
    ],
    folded: [holdingsSection(card, today, marks), ...list('没有的', missing(card))],
  };
}

import { formatDay } from '../../domain/calendar/day.ts';
import type { OutreachChannel } from '../../domain/clients/client.ts';
import { assessmentValidDays } from '../../domain/clients/client-records.ts';
import { hourHindrance, hoursOf } from '../../domain/outreach/outreach-limits.ts';
import { isMarketing, type Purpose } from '../../domain/outreach/purpose.ts';
import type { Aim, Composed } from './compose-draft.ts';
import type { DraftRequest } from './draft-message.ts';
import type { DraftingParts } from './drafting-parts.ts';

const channelNames = { sms: '短信', wechat: '企业微信', call: '电话' } as const;
const earlyDays = 60;

function dueRemark({ facts }: Aim, today: number): string | null {
  if (!facts.due) return null;
  const days = facts.due.on - today;
  const end = facts.due.byNotice ? '预约截止' : '到期';
  return days > earlyDays
    ? `离${end}（${formatDay(facts.due.on)}）还有 ${days} 天，现在发早了些。`
    : `离${end}还有 ${days} 天。`;
}

function assessmentRemark({ card }: Aim, today: number): string | null {
  const [assessment] = card.assessments;
  const left = assessment ? assessment.assessedOn + assessmentValidDays - today : 0;
  return left > earlyDays ? `这位客户的测评还有 ${left} 天才满一年，现在提醒早了些。` : null;
}

function birthdayRemark({ card }: Aim): string {
  const { birthDate } = card.client;
  return birthDate === null
    ? '档案里没有登记生日，请先跟客户核对日子再发。'
    : `登记的生日是 ${formatDay(birthDate).slice(5)}，当天上午发。`;
}

const purposeRemarks: Partial<Record<Purpose, (aim: Aim, today: number) => string | null>> = {
  'maturity-reminder': dueRemark,
  reassessment: assessmentRemark,
  birthday: birthdayRemark,
};

function whenToSend(aim: Aim, today: number): string[] {
  const { preferredHours } = aim.card.client;
  const remark = purposeRemarks[aim.purpose]?.(aim, today) ?? null;
  return [
    ...(remark === null ? [] : [remark]),
    ...(preferredHours ? [`客户偏好的时段：${preferredHours}。`] : []),
  ];
}

/** What the manager should know beside the text. */
export async function draftRemarks(
  { note }: DraftRequest,
  aim: Aim,
  { skeleton }: Composed,
  parts: DraftingParts,
): Promise<string[]> {
  const { purpose, channel, card, facts } = aim;
  const { client } = card;
  const now = parts.now();
  const remarks = whenToSend(aim, now.day);
  const marketing = isMarketing(purpose);
  if (client.gender === null) remarks.push('性别没有登记，称呼写的是“您好”。');
  if (client.preferredChannel !== null && client.preferredChannel !== channel)
    remarks.push(`客户更愿意用${channelNames[client.preferredChannel]}。`);
  if (facts.promise && purpose === 'maturity-reminder' && channel === 'sms')
    remarks.push('您答应过的回复已经过了日子，建议先打电话，再发这条。');
  if (marketing && facts.situation.complaint === 'open')
    remarks.push('客户有未结的投诉，这条现在不能采用。');
  if (marketing && skeleton.approval === '示例')
    remarks.push('用的是示例模板，没有消保审查号，只能在演示数据里采用。');
  if (marketing && note && purpose !== 'event-invitation')
    remarks.push('营销文字只能填审过的空格，您想加的话没有写进去。');
  return remarks;
}

/** Whether this is an hour to contact clients, in a sentence. */
export function timingOf(channel: OutreachChannel, { now, limits }: DraftingParts): string {
  const moment = now();
  const [from, to] = hoursOf(moment.day, limits);
  return (
    hourHindrance(channel, moment, limits)?.reason ??
    `现在 ${moment.time}，在可联系时段（${from}–${to}）`
  );
}

import { z } from 'zod';
import type { Day } from '../calendar/day.ts';
import type { OutreachChannel } from '../clients/client.ts';
import { type Hindrance, hindrance } from './hindrance.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间要写成 09:00 这样');
const hours = z.tuple([time, time]);

/** knowledge/compliance/outreach-limits.yaml: when and how often clients may be written to or called. */
export const outreachLimitsSchema = z.strictObject({
  reviewed_on: z.iso.date(),
  hours: z.strictObject({ weekday: hours, weekend: hours, no_calls: hours }),
  marketing: z.strictObject({
    per_client_days: z.int().min(0),
    per_client_30_days: z.int().min(0),
    sms_per_client_30_days: z.int().min(0),
    with_open_complaint: z.int().min(0),
  }),
});

export interface OutreachLimits extends z.infer<typeof outreachLimitsSchema> {}

/** The bank's local time. */
export interface LocalMoment {
  readonly day: Day;
  /** HH:MM. */
  readonly time: string;
  /** ISO 8601 in UTC. */
  readonly iso: string;
}

// Day 0, 1 January 1970, was a Thursday.
const isWeekend = (day: Day): boolean => (((day + 3) % 7) + 7) % 7 >= 5;

/** The hours in which a channel may be used on a day. */
export function hoursOf(day: Day, limits: OutreachLimits): readonly [string, string] {
  return isWeekend(day) ? limits.hours.weekend : limits.hours.weekday;
}

/** Why not at this moment; null: it may. */
export function hourHindrance(
  channel: OutreachChannel,
  { day, time: now }: LocalMoment,
  limits: OutreachLimits,
): Hindrance | null {
  const [from, to] = hoursOf(day, limits);
  if (now < from || now >= to)
    return hindrance('OT-03', `现在 ${now}，不在可联系时段（${from}–${to}），到时间再采用。`);
  const [quietFrom, quietTo] = limits.hours.no_calls;
  if (channel === 'call' && now >= quietFrom && now < quietTo)
    return hindrance('OT-03', `现在 ${now}，${quietFrom}–${quietTo} 不打电话，过后再采用。`);
  return null;
}

/** A marketing contact that was approved, sent or not. */
export interface MarketingTouch {
  readonly draftId: string;
  readonly channel: OutreachChannel;
  readonly on: Day;
}

/** Why no further marketing to this client; null: it may. */
export function capHindrance(
  channel: OutreachChannel,
  touches: readonly MarketingTouch[],
  today: Day,
  { marketing }: OutreachLimits,
): Hindrance | null {
  const within = (days: number) => touches.filter(({ on }) => today - on < days);
  const month = within(30);
  const full = (reason: string) => hindrance('OT-04', reason);
  if (within(marketing.per_client_days).length >= 1)
    return full(`这位客户 ${marketing.per_client_days} 天内已有一次营销联系，先不打扰。`);
  if (month.length >= marketing.per_client_30_days)
    return full(`这位客户近 30 天营销联系已到 ${marketing.per_client_30_days} 次上限。`);
  const texts = month.filter((touch) => touch.channel === 'sms').length;
  if (channel === 'sms' && texts >= marketing.sms_per_client_30_days)
    return full(`这位客户近 30 天营销短信已到 ${marketing.sms_per_client_30_days} 条上限。`);
  return null;
}

import { z } from 'zod';
import type { Day } from '../calendar/day.ts';

/** Written HH:MM, kept as the minute of the day. */
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应写成 HH:MM')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const longestDays = 36_500;
const days = (least: number) => z.int().min(least).max(longestDays);

/** The form of knowledge/retention.yaml; what is read back by a journey may not be shorter than it looks. */
export const retentionSettingsSchema = z.strictObject({
  run_at: timeOfDay,
  days: z.strictObject({
    conversations: days(7),
    // Drafts live three days; a month of them is what a supervisor looks back at.
    drafts: days(31),
    deliveries: days(31),
    // A year of standings is compared with, and outcomes are measured after 90 days.
    alerts: days(400),
    // The cadence of contacts looks back a year.
    client_notes: days(400),
    // 个人信息保护法 article 56: records of processing are kept for at least three years.
    logs: days(1_096),
  }),
});

export type RetentionSettings = z.infer<typeof retentionSettingsSchema>;

export type Kept = keyof RetentionSettings['days'];

/** For each kind the first day that is still kept. */
export function firstKept(settings: RetentionSettings, today: Day): Readonly<Record<Kept, Day>> {
  const entries = Object.entries(settings.days).map(([kind, count]) => [kind, today - count]);
  return Object.fromEntries(entries) as Record<Kept, Day>;
}

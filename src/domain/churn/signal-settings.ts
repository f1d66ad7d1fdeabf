import { z } from 'zod';
import { parseDay } from '../calendar/day.ts';
import { signalCodes } from './signal-code.ts';

const days = z.int().min(1).max(3650);
const percent = z.int().min(1).max(100);
const count = z.int().min(0).max(100_000);
/** Written in yuan, kept in cents. */
const yuan = z
  .int()
  .min(0)
  .max(10_000_000_000)
  .transform((value) => value * 100);

const codes = {
  S1: z.strictObject({
    days,
    drive_clients: count,
    drive_percent: percent,
    tags: z.array(z.string()),
  }),
  S2A: z.strictObject({ days, least_count: count, below_percent: percent }),
  S2B: z.strictObject({ days, days_before: days, least_count: count, times: z.int().min(1) }),
  S3: z.strictObject({
    days,
    days_before: days,
    net_yuan: yuan,
    percent_of_assets: percent,
    same_name_percent: z.int().min(0).max(100),
  }),
  S4: z.strictObject({ days, days_before_due: z.int().min(0) }),
  S5: z.strictObject({ days, days_before: days, least_contacts: count }),
  S6: z.strictObject({ percent_of_assets: percent }),
  S7: z.strictObject({}),
  H1: z.strictObject({ below_percent: percent, assets_yuan: yuan, outflow_percent: percent }),
  H2: z.strictObject({ days, days_before: days, least_count: count, assets_yuan: yuan }),
  H3: z.strictObject({ level: z.int().min(1).max(4) }),
  M1: z.strictObject({
    steps: z.array(z.int().min(0).max(365)),
    steps_auto_renew: z.array(z.int().min(0).max(365)),
    amount_yuan: yuan,
  }),
  M2: z.strictObject({ days, amount_yuan: yuan, covered_percent: percent }),
  L1: z.strictObject({ days, value_percent: percent }),
  U1: z.strictObject({
    tiers_yuan: z.array(yuan).min(1),
    near_percent: percent,
    gap_yuan: yuan,
  }),
  I1: z.strictObject({
    days,
    salary_months: count,
    days_without_investment: days,
    idle_yuan: yuan,
  }),
  A1: z.strictObject({ risk: z.int().min(1).max(5) }),
  P1: z.strictObject({ below_age: z.int().min(1).max(120) }),
  P2: z.strictObject({ days, least_count: count, percent }),
  P3: z.strictObject({ kinds: count }),
  P4: z.strictObject({ days, pension_age: z.int().min(1).max(120) }),
};

const overrides = {
  S1: codes.S1.partial(),
  S2A: codes.S2A.partial(),
  S2B: codes.S2B.partial(),
  S3: codes.S3.partial(),
  S4: codes.S4.partial(),
  S5: codes.S5.partial(),
  S6: codes.S6.partial(),
  H1: codes.H1.partial(),
  H2: codes.H2.partial(),
  H3: codes.H3.partial(),
  M1: codes.M1.partial(),
  M2: codes.M2.partial(),
  L1: codes.L1.partial(),
  U1: codes.U1.partial(),
  I1: codes.I1.partial(),
  A1: codes.A1.partial(),
  P1: codes.P1.partial(),
  P2: codes.P2.partial(),
  P3: codes.P3.partial(),
  P4: codes.P4.partial(),
};

const date = z.iso.date().transform((text) => parseDay(text) ?? 0);
const monthDay = z
  .string()
  .regex(/^\d{2}-\d{2}$/, '应写成 MM-DD')
  .transform((text) => Number(text.slice(0, 2)) * 100 + Number(text.slice(3)));
const ordered = <T extends { from: number; to: number }>({ from, to }: T) => from <= to;

const blackout = z.strictObject({
  periods: z.array(z.strictObject({ from: date, to: date }).refine(ordered, 'from 在 to 之后')),
  every_year: z.array(
    z.strictObject({ from: monthDay, to: monthDay }).refine(ordered, 'from 在 to 之后'),
  ),
});

const alertSettings = z.strictObject({
  balance_valid_days: days,
  red_assets_yuan: yuan,
  red_net_yuan: yuan,
  red_net_percent: percent,
  red_complaint_level: z.int().min(1).max(4),
  red_combined_yuan: yuan,
  quiet_days: days,
  digest_cap: count,
  red_cap: count,
  points: z.partialRecord(z.enum(signalCodes), z.int().min(0).max(100)),
  asset_steps_yuan: z.array(yuan),
});

const worklistSettings = z.strictObject({
  book: z.int().min(1),
  meetings: count,
  calls: count,
  messages: count,
  birthday_days: z.int().min(0).max(31),
  /** Days after opening by which somebody has spoken with a new client, one by one. */
  onboarding_days: z.array(days).min(1),
  cadence: z.strictObject({ default_days: days, tiers: z.record(z.string(), days) }),
  contact_cap: z.strictObject({ days, contacts: z.int().min(2).max(100) }),
});

/** The form of knowledge/churn/signals.yaml. */
export const signalSettingsSchema = z.strictObject({
  version: z.string().min(1),
  thresholds: z.strictObject(codes),
  tiers: z.record(z.string(), z.strictObject(overrides).partial()),
  blackouts: z.partialRecord(z.enum(signalCodes), blackout),
  alerts: alertSettings,
  worklist: worklistSettings,
});

export type SignalSettings = z.infer<typeof signalSettingsSchema>;
/** Figures by which the signals are judged; amounts in cents. */
export type Thresholds = SignalSettings['thresholds'];
export type AlertSettings = SignalSettings['alerts'];

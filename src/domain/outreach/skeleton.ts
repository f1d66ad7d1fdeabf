import { z } from 'zod';
import { discStyles, type OutreachChannel, outreachChannels } from '../clients/client.ts';
import { productTypes } from '../compliance/message.ts';
import { type Purpose, purposes } from './purpose.ts';

const day = z.iso.date('日期要写成 2026-11-24 这样');

/** What fills the gaps of a skeleton; a gap without a value leaves the skeleton out. */
const slotNames = [
  '称呼',
  '本人',
  '银行',
  '支行',
  '经理',
  '工号',
  '客服',
  '持有',
  '到期日',
  '截止日',
  '上次',
  '答应日',
  '年数',
  '投诉日',
  '测评日',
  '测评到期',
  '产品',
  '产品类',
  '等级',
  '适合',
  '管理人',
  '活动',
] as const;
export type SlotName = (typeof slotNames)[number];
export type Slots = Partial<Readonly<Record<SlotName, string>>>;

const gap = /\{([^{}]*)\}/g;

const words = z
  .string()
  .min(8)
  .superRefine((text, context) => {
    for (const [whole, name] of text.matchAll(gap)) {
      if (!slotNames.some((known) => known === name)) {
        context.addIssue({ code: 'custom', message: `没有 ${whole} 这个空格` });
      }
    }
    // Where the gender is unknown the form of address is empty, and “您好” has to stand by itself.
    if (/\{称呼\}(?!您好)/.test(text)) {
      context.addIssue({ code: 'custom', message: '{称呼} 后面要接“您好”' });
    }
  });

const dues = ['deposit', 'structured', 'investment', 'insurance'] as const;
const span = z.strictObject({ min: z.int().optional(), max: z.int().optional() });

const conditions = z.strictObject({
  /** Kinds of the holding that is due next. */
  due: z.array(z.enum(dues)).optional(),
  auto_renew: z.boolean().optional(),
  /** The holding ends only on notice, and the day for that is still to come. */
  notice: z.boolean().optional(),
  disc: z.array(z.enum(discStyles)).optional(),
  /** Whole years with the bank. */
  years: span.optional(),
  /** Days since the last contact. */
  silence: span.optional(),
  /** An answer was promised for a day that has passed. */
  promise: z.boolean().optional(),
  complaint: z.enum(['open', 'closed']).optional(),
  assessment: z.array(z.enum(['valid', 'expired', 'none'])).optional(),
  senior: z.boolean().optional(),
  product: z.array(z.enum(productTypes)).optional(),
  event: z.boolean().optional(),
  /** Months (1–12) in which its words are true: talk of cold days. */
  months: z.array(z.int().min(1).max(12)).optional(),
});

/** Who let a marketing text pass; 示例: nobody, so it may be used with demo data only. */
const approval = z.union([
  z.literal('示例'),
  z.strictObject({ number: z.string().min(1), by: z.string().min(1), on: day, until: day }),
]);

/** One file of knowledge/outreach/. */
export const skeletonFileSchema = z.strictObject({
  purpose: z.enum(purposes),
  reviewed_on: day,
  rests_on: z.array(z.string()).min(1),
  approval: approval.optional(),
  skeletons: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]+$/, 'id 用小写字母、数字和短横线'),
        channel: z.enum(outreachChannels),
        when: conditions.default({}),
        text: words,
        shorter: words,
        approval: approval.optional(),
      }),
    )
    .min(1),
});

type SkeletonApproval = z.infer<typeof approval>;

/** A text with gaps, written by people, for one purpose on one channel. */
export interface Skeleton {
  readonly id: string;
  readonly purpose: Purpose;
  readonly channel: OutreachChannel;
  readonly when: z.infer<typeof conditions>;
  readonly text: string;
  readonly shorter: string;
  /** Marketing skeletons have one. */
  readonly approval: SkeletonApproval | null;
  readonly restsOn: readonly string[];
  /** Fingerprint of its words, kept with every draft made from it. */
  readonly version: string;
}

/** What conditions are asked of. */
export interface Situation {
  readonly due: (typeof dues)[number] | null;
  readonly autoRenew: boolean | null;
  readonly notice: boolean;
  readonly disc: string | null;
  readonly years: number;
  readonly silenceDays: number | null;
  readonly promise: boolean;
  readonly complaint: 'open' | 'closed' | null;
  readonly assessment: 'valid' | 'expired' | 'none';
  readonly senior: boolean;
  readonly product: string | null;
  readonly event: boolean;
  readonly month: number;
}

function inside(value: number | null, range: z.infer<typeof span> | undefined): boolean {
  if (range === undefined) return true;
  if (value === null) return false;
  return value >= (range.min ?? value) && value <= (range.max ?? value);
}

const among = (value: string | null, list: readonly string[] | undefined): boolean =>
  list === undefined || (value !== null && list.includes(value));

const same = <T>(value: T | null, asked: T | undefined): boolean =>
  asked === undefined || value === asked;

export function fits({ when }: Skeleton, situation: Situation): boolean {
  return (
    among(situation.due, when.due) &&
    same(situation.autoRenew, when.auto_renew) &&
    same(situation.notice, when.notice) &&
    among(situation.disc, when.disc) &&
    inside(situation.years, when.years) &&
    inside(situation.silenceDays, when.silence) &&
    same(situation.promise, when.promise) &&
    same(situation.complaint, when.complaint) &&
    among(situation.assessment, when.assessment) &&
    same(situation.senior, when.senior) &&
    among(situation.product, when.product) &&
    same(situation.event, when.event) &&
    (when.months?.includes(situation.month) ?? true)
  );
}

/** The text with its gaps filled; null where one has no value. */
export function fill(text: string, slots: Slots): string | null {
  let whole = true;
  const filled = text.replace(gap, (_all, name: SlotName) => {
    const value = slots[name];
    if (value === undefined) whole = false;
    return value ?? '';
  });
  return whole ? filled : null;
}

// Which conditions say most about the client before us.
const weights: Readonly<Record<string, number>> = { promise: 8, notice: 8, event: 8, senior: 4 };

/** The gaps of a text, each once. */
export function gapsOf(text: string): SlotName[] {
  return [...new Set([...text.matchAll(gap)].map(([, name]) => name as SlotName))];
}

/** How closely a skeleton speaks to the situation; higher first. */
export function closeness({ when, text }: Skeleton): number {
  // A client who reads of a product wants to know which.
  const names = text.includes('{产品}') ? 1 : 0;
  return Object.keys(when).reduce((sum, name) => sum + (weights[name] ?? 1), names);
}

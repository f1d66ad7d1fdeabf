import { z } from 'zod';
import type { Compliance } from '../../domain/compliance/check-message.ts';
import { readMessage } from '../../domain/compliance/message.ts';
import { judgeMessage } from '../outreach/judge-message.ts';
import type { Mark } from './mark.ts';

export const labelledMessageSchema = z.looseObject({
  id: z.string(),
  half: z.enum(['tuning', 'unseen']),
  kind: z.enum(['evasion', 'hard-negative', 'plain']),
  category: z.string(),
  expected: z.enum(['blocked', 'needs-edit', 'clear']),
  categories: z.array(z.string()),
  text: z.string(),
});

type LabelledMessage = z.infer<typeof labelledMessageSchema>;

/** The day for which the labels were written: assessments expire. */
const today = '2026-11-24';
const sender = { bankName: '演示银行', bankPhone: '95XXX' };

function measuresOf({ kind, expected }: LabelledMessage): string[] {
  if (expected === 'needs-edit') return ['该补的要求补'];
  if (expected === 'blocked')
    return kind === 'evasion' ? ['该拦的拦住', '变着说的拦住'] : ['该拦的拦住'];
  return kind === 'hard-negative' ? ['合规的放行', '难的合规话放行'] : ['合规的放行'];
}

function judge(labelled: LabelledMessage, compliance: Compliance): Mark[] {
  const message = readMessage(labelled);
  const { verdict, findings, rewrite } = judgeMessage(message, { compliance, today, sender });
  const { id, half, category, expected } = labelled;
  const rules = findings.filter(({ severity }) => severity !== 'warn').map(({ rule }) => rule);
  const shared = {
    id,
    half,
    group: category,
    detail: `${message.text} → ${verdict} ${rules.join(' ')}`,
  };
  const ok = expected === 'clear' ? verdict !== 'blocked' : verdict === expected;
  const marks = measuresOf(labelled).map((measure) => ({ ...shared, measure, ok }));
  const exactly = { ...shared, group: '', measure: '结论完全一致', ok: verdict === expected };
  const found = new Set(findings.map((finding) => finding.category));
  const named = {
    ...shared,
    group: '',
    measure: '类别说对',
    ok: labelled.categories.some((one) => found.has(one)),
  };
  const remade = { ...shared, group: '', measure: '改写后再查通过' };
  const passes =
    rewrite !== null && compliance.check({ ...message, text: rewrite }, today).verdict === 'clear';
  return [
    ...marks,
    exactly,
    ...(labelled.categories.length > 0 ? [named] : []),
    ...(rewrite === null ? [] : [{ ...remade, ok: passes }]),
  ];
}

/** Judges messages that were labelled before the rules were written. */
export function evaluateCompliance(
  messages: readonly LabelledMessage[],
  compliance: Compliance,
): Mark[] {
  return messages.flatMap((message) => judge(message, compliance));
}

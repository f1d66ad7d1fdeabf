/** What stands against a text to a client. */
export interface Hindrance {
  /** One of the compliance rules' ids, or one of `outreachRules`. */
  readonly rule: string;
  /** The sentence for the manager: why, and what to do. */
  readonly reason: string;
}

/** What is judged of a client and a moment rather than of words, by its id in the log. */
export const outreachRules = {
  'OT-01': '客户状态不能联系',
  'OT-02': '客户说过不要联系',
  'OT-03': '不在可联系时段',
  'OT-04': '营销次数到上限',
  'OT-05': '有未结投诉',
  'OT-06': '营销模板没有有效的审查号',
  'OT-07': '没有这类产品的销售资格',
  'OT-08': '产品停售、过期或没有等级',
  'OT-09': '没有这件事可写',
  'OT-10': '想加的话不合规',
  'OT-11': '改了营销模板的字',
  'OT-12': '文字已变、已过期或已结束',
} as const;

type OutreachRule = keyof typeof outreachRules;

/** Compliance rules that the facts of a client can break before there are any words. */
type FactRule = 'CO-01' | 'SU-01' | 'SU-02' | 'SU-03' | 'SU-07';

export function hindrance(rule: OutreachRule | FactRule, reason: string): Hindrance {
  return { rule, reason };
}

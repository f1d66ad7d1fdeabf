import type { CheckResult, Finding } from '../compliance/check-message.ts';

/** A check with its safe version, as it is kept and shown: without what only rewriting needs. */
export interface Judged {
  readonly verdict: CheckResult['verdict'];
  readonly findings: readonly Omit<Finding, 'clause' | 'safe'>[];
  readonly rewrite: string | null;
  readonly sms: CheckResult['sms'];
  readonly ruleSet: string;
}

export function judged(result: CheckResult & { readonly rewrite: string | null }): Judged {
  const { verdict, findings, rewrite, sms, ruleSet } = result;
  const told = findings.map(({ clause: _clause, safe: _safe, ...finding }) => finding);
  return { verdict, findings: told, rewrite, sms, ruleSet };
}

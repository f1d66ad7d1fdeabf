import type { Message } from '../../domain/compliance/message.ts';
import { markSpans, reasonLine, verdictNames } from '../../journeys/outreach/check-message.ts';
import type { Judgement } from '../../journeys/outreach/judge-message.ts';
import { inkFor } from './render-card.ts';

/** A judgement as `check --json` prints it; the contract fixes the names. */
export function judgementAsJson({ verdict, findings, rewrite, sms, ruleSet }: Judgement): object {
  const told = findings.map(({ clause: _clause, safe: _safe, ...finding }) => finding);
  return { verdict, findings: told, rewrite, sms, ruleSet };
}

/** A judgement to read: verdict, the text with what was found, reasons, a safe version. */
export function renderCheck(message: Message, judgement: Judgement, colour: boolean): string {
  const { strong, faint } = inkFor(colour);
  const { verdict, findings, rewrite, sms, ruleSet } = judgement;
  const found = findings.some(({ span, severity }) => span !== null && severity !== 'warn');
  const marked = markSpans(message.text, findings).replace(
    /\*\*(.+?)\*\*/gs,
    (_all, words: string) => (colour ? strong(words) : `〔${words}〕`),
  );
  const line = (sign: string, severity: string) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map((finding) => `${sign} ${reasonLine(finding)}`);
  const length = sms ? [`短信 ${sms.units} 字符，${sms.segments} 条计费`] : [];
  const safe = rewrite === null ? [] : ['', strong('可以这样写'), rewrite];
  const none =
    verdict !== 'clear' && rewrite === null ? ['', '这条改字解决不了，先处理上面的原因。'] : [];
  return [
    strong(verdictNames[verdict]),
    ...(found ? [marked] : []),
    ...line('✗', 'block'),
    ...line('＋', 'require'),
    ...line('·', 'warn'),
    ...none,
    ...safe,
    '',
    faint([...length, `规则版本 ${ruleSet}`, '规则检查不等于审批'].join('　')),
  ].join('\n');
}

import { kindOfText } from '../outreach/check-task.ts';
import { judgeMessage } from '../outreach/judge-message.ts';
import type { FreeTurn } from './free-turn-parts.ts';

/** Whether words may be said to a client in a running talk, and why not. */
export function judgeLine(
  text: string,
  { parts, request }: Pick<FreeTurn, 'parts' | 'request'>,
): { readonly clear: boolean; readonly reasons: readonly string[] } {
  const message = {
    channel: 'wechat',
    purpose: 'service',
    productType: 'none',
    productRisk: null,
    clientRisk: null,
    clientAge: null,
    assessmentDate: null,
    consent: true,
    stage: 'reply',
    text,
  } as const;
  // Words that sell are left to the reviewed skeletons: here they meet the rules for marketing.
  const judged = judgeMessage(
    { ...message, ...kindOfText(text), stage: 'reply' },
    parts.judging(request.knowledge.today),
  );
  const reasons = judged.findings
    .filter(({ severity }) => severity !== 'warn')
    .map(({ title, suggestion }) => `${title}。${suggestion}`);
  return { clear: judged.verdict === 'clear', reasons };
}

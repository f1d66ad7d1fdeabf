import { plainCompliance } from './check-message.ts';

export interface LineClaim {
  readonly name: string;
  readonly basis: string;
  readonly words: string;
}

/** What a sentence for a client must not say; a claim denied in its own clause does not count. */
export function forbiddenClaims(line: string): LineClaim[] {
  const message = {
    channel: 'call',
    purpose: 'service',
    productType: 'none',
    productRisk: null,
    clientRisk: null,
    clientAge: null,
    assessmentDate: null,
    consent: false,
    stage: 'reply',
    text: line,
  } as const;
  return plainCompliance
    .check(message, '2026-01-01')
    .findings.filter(
      ({ severity, category, quote }) =>
        quote !== null && (severity !== 'warn' || category === 'manner'),
    )
    .map(({ title, basis, quote }) => ({ name: title, basis, words: quote ?? '' }));
}

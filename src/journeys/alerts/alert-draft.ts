import type { Alert } from '../../domain/churn/alert.ts';
import type { SignalCode } from '../../domain/churn/signal-code.ts';
import { leadingOrder } from '../../domain/churn/win-back.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import type { Purpose } from '../../domain/outreach/purpose.ts';
import { usable } from '../outreach/compose-draft.ts';
import { attemptDraft } from '../outreach/draft-message.ts';
import type { DraftingParts } from '../outreach/drafting-parts.ts';
import type { SeenAlert } from './list-alerts.ts';

/** What an alert's first words are for; all of it is service, none of it speaks of movements. */
const purposeFor: Partial<Record<SignalCode, Purpose>> = {
  H3: 'complaint-follow-up',
  H1: 'win-back',
  S3: 'win-back',
  S4: 'win-back',
  M2: 'care',
  S6: 'reassessment',
};
const lookedThrough = 500;

function purposeOf({ signals }: Alert): Purpose {
  const codes = new Set(signals.map(({ code }) => code));
  const leading = leadingOrder.find((code) => codes.has(code));
  return (leading && purposeFor[leading]) ?? 'care';
}

/**
 * The text that waits with an alert, checked and kept like any draft; null where none may be
 * written. Only whoever looks after the client gets one, and the same one again.
 */
export async function prepareAlertDraft(
  { alert, client }: Pick<SeenAlert, 'alert' | 'client'>,
  employeeId: string,
  drafting: DraftingParts,
): Promise<Draft | null> {
  if (client.managerId !== employeeId || alert.severity === 'watch') return null;
  const purpose = purposeOf(alert);
  const kept = await drafting.drafts.standing([employeeId], ['drafted'], lookedThrough);
  const known = kept.find(
    (one) =>
      one.clientId === client.clientId &&
      one.purpose === purpose &&
      one.note === null &&
      one.draftedOn === drafting.now().day,
  );
  if (known !== undefined) return usable(known.check) ? known : null;
  const request = { employeeId, client: client.clientId, purpose, channel: 'call' as const };
  const drafted = await attemptDraft(request, drafting);
  return drafted.kind === 'drafted' && usable(drafted.draft.check) ? drafted.draft : null;
}

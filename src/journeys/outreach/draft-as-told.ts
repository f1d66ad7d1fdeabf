import type { Draft } from '../../domain/outreach/draft.ts';
import { draftLifeMs } from '../../domain/outreach/draft-state.ts';
import { isMarketing } from '../../domain/outreach/purpose.ts';
import { smsExportRow } from '../../domain/outreach/sms-export.ts';

/** A draft as `draft --json` prints it; the contract fixes the first nine names. */
export function draftAsTold(draft: Draft) {
  const { draftId, clientId, channel, purpose, text, check, citations, mode } = draft;
  const { variants, shorter, remarks, productId, skeletonId, skeletonVersion, state } = draft;
  return {
    draftId,
    clientId,
    channel,
    purpose,
    text,
    check,
    citations,
    status: state.status,
    mode,
    category: isMarketing(purpose) ? 'marketing' : 'service',
    productId,
    variants,
    shorter,
    remarks,
    skeleton: { id: skeletonId, version: skeletonVersion },
    textHash: state.textHash,
    smsExport: channel === 'sms' && state.approvedHash !== null ? smsExportRow(draft) : null,
    expiresAt: new Date(state.changedAtMs + draftLifeMs).toISOString(),
  };
}

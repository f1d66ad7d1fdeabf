import type { Answer } from '../../domain/conversation/answer.ts';
import type { DirectoryEntry } from '../../ports/employee-directory.ts';
import type { HeldMessage } from '../../ports/outbox.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';
import type { DraftingParts } from '../outreach/drafting-parts.ts';
import { alertNotice, callBackNotice, type NoticeScene, redSummary } from './alert-notices.ts';
import { dayEndReminder } from './day-end-reminder.ts';
import { morningDigest } from './morning-digest.ts';
import { teamDigest } from './team-digest.ts';

export interface ComposeParts {
  readonly parts: AlertParts;
  readonly index: PlaybookIndex;
  readonly drafting: () => Promise<DraftingParts>;
}

async function morning(recipient: DirectoryEntry, scene: NoticeScene): Promise<Answer | null> {
  if (scene.reader.scope.managerIds.length === 0) return null;
  if (recipient.role === 'rm') return morningDigest({ ...scene, name: recipient.name });
  const title = recipient.role === 'branch_head' ? recipient.branch : `${recipient.name}的团队`;
  return teamDigest({ ...scene, title });
}

/** What a message says as things stand now; null: it has nothing to say any more. */
export async function composeDelivery(
  message: HeldMessage,
  recipient: DirectoryEntry,
  { parts, index, drafting }: ComposeParts,
): Promise<Answer | null> {
  const { step, subject, day, turnId, alertIds } = message;
  const { employeeId } = recipient;
  const reader = await parts.book.for({ employeeId }, { turnId });
  const scene: NoticeScene = { employeeId, reader, day, parts, index, drafting };
  switch (step) {
    case 'morning':
      return morning(recipient, scene);
    case 'day-end':
      return reader.scope.managerIds.length === 0 ? null : dayEndReminder(scene);
    case 'red-summary':
      return redSummary(alertIds, scene);
    case 'call-back':
      return callBackNotice(subject, scene);
    case 'handover':
      return alertNotice(step, alertIds[0] ?? '', scene);
    default:
      return alertNotice(step, subject, scene);
  }
}

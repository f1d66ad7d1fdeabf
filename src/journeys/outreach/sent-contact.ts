import type { Draft } from '../../domain/outreach/draft.ts';
import type { LocalMoment } from '../../domain/outreach/outreach-limits.ts';
import { purposeNames } from '../../domain/outreach/purpose.ts';
import type { NewNote } from '../../ports/client-note-store.ts';

/** What came of a call; a message that went out is no talk yet. */
export type SentOutcome = 'reached' | 'missed';

const results = { reached: '接通', missed: '未接' } as const;

/** The contact with the client that sending a draft was. */
export function sentContact(
  { draftId, clientId, employeeId, channel, purpose }: Draft,
  outcome: SentOutcome | null,
  { day, iso }: LocalMoment,
): NewNote {
  const noteId = `${draftId}-sent`;
  const said = channel === 'call' ? (outcome && results[outcome]) || '已拨打' : '已发送';
  return {
    noteId,
    employeeId,
    kind: 'contact',
    sent: { draftId, purpose },
    contact: {
      clientId,
      contactId: noteId,
      managerId: employeeId,
      contactedOn: day,
      contactedAtSeconds: Math.floor(Date.parse(iso) / 1000),
      channel,
      direction: 'out',
      effective: channel === 'call' && outcome !== null ? outcome === 'reached' : null,
      result: `${said}：${purposeNames[purpose]}`,
      note: null,
      nextOn: null,
    },
  };
}

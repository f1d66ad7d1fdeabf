import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '../domain/calendar/day.ts';
import type { Draft } from '../domain/outreach/draft.ts';
import { isMarketing } from '../domain/outreach/purpose.ts';
import { withoutClient } from '../domain/outreach/without-client.ts';
import type { Declined, DoneDeed } from '../ports/draft-store.ts';
import type { DraftDeed, OutreachEntry } from '../ports/outreach-log.ts';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema> | Transaction<Schema>;
type NewRow = Omit<Insertable<Schema['outreach_log']>, 'alert_id'>;

/** The alert of the client that is going on, if any. */
function ongoingAlert(clientId: string) {
  return sql<string | null>`(SELECT alert_id FROM alerts
    WHERE client_id = ${clientId} AND closed_on IS NULL)`;
}

async function insertRow(db: Database, row: NewRow): Promise<void> {
  await db
    .insertInto('outreach_log')
    .values({ ...row, alert_id: ongoingAlert(row.client_id) })
    .execute();
}

export function logDraft(db: Database, draft: Draft, done: DoneDeed, day: Day): Promise<void> {
  const { text, state, calledNames } = draft;
  return insertRow(db, {
    at: done.at,
    draft_id: draft.draftId,
    employee_id: draft.employeeId,
    actor_id: done.by,
    client_id: draft.clientId,
    deed: done.deed,
    channel: draft.channel,
    purpose: draft.purpose,
    marketing: isMarketing(draft.purpose) ? 1 : 0,
    day,
    text,
    masked: withoutClient(text, calledNames),
    text_hash: state.textHash,
    verdict: state.checked.verdict,
    rule_set: state.checked.ruleSet,
    rules: JSON.stringify(done.rules),
    skeleton_id: draft.skeletonId,
    skeleton_version: draft.skeletonVersion,
    reason: done.reason ?? null,
  });
}

export function logDeclined(db: Database, declined: Declined, day: Day): Promise<void> {
  const text = declined.note ?? '';
  return insertRow(db, {
    at: declined.at,
    draft_id: declined.draftId,
    employee_id: declined.employeeId,
    actor_id: declined.employeeId,
    client_id: declined.clientId,
    deed: 'declined',
    channel: declined.channel,
    purpose: declined.purpose,
    marketing: isMarketing(declined.purpose) ? 1 : 0,
    day,
    text,
    masked: withoutClient(text, declined.calledNames),
    text_hash: '',
    verdict: 'blocked',
    rule_set: declined.ruleSet,
    rules: JSON.stringify(declined.rules),
    skeleton_id: '',
    skeleton_version: '',
    reason: declined.reason,
  });
}

export function toEntry(row: Selectable<Schema['outreach_log']>): OutreachEntry {
  return {
    position: row.position,
    at: row.at,
    day: row.day,
    draftId: row.draft_id,
    employeeId: row.employee_id,
    actorId: row.actor_id ?? row.employee_id,
    clientId: row.client_id,
    deed: row.deed as DraftDeed,
    channel: row.channel,
    purpose: row.purpose,
    text: row.text,
    masked: row.masked ?? withoutClient(row.text, []),
    textHash: row.text_hash,
    verdict: row.verdict,
    ruleSet: row.rule_set,
    rules: JSON.parse(row.rules) as string[],
    skeletonId: row.skeleton_id,
    skeletonVersion: row.skeleton_version,
    alertId: row.alert_id,
    reason: row.reason,
  };
}

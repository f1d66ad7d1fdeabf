import type { Kysely, Transaction } from 'kysely';
import type { Day } from '../domain/calendar/day.ts';
import type { OutreachChannel } from '../domain/clients/client.ts';
import type { Draft } from '../domain/outreach/draft.ts';
import type { MarketingTouch } from '../domain/outreach/outreach-limits.ts';
import { isMarketing } from '../domain/outreach/purpose.ts';
import type { DraftDeed, DraftStore, OutreachEntry } from '../ports/draft-store.ts';
import type { Schema } from './schema.ts';

/** Drafts in SQL; triggers refuse changes of the log. */
export class SqlDraftStore implements DraftStore {
  readonly #db: Kysely<Schema>;
  readonly #today: () => Day;

  constructor(db: Kysely<Schema>, today: () => Day) {
    this.#db = db;
    this.#today = today;
  }

  async add(draft: Draft, at: string): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      await tx
        .insertInto('drafts')
        .values({
          id: draft.draftId,
          employee_id: draft.employeeId,
          client_id: draft.clientId,
          status: draft.state.status,
          revision: draft.revision,
          draft: JSON.stringify(draft),
          changed_at: at,
        })
        .execute();
      await this.#log(tx, draft, 'drafted', at, null);
    });
  }

  async find(employeeId: string, draftId: string): Promise<Draft | null> {
    const row = await this.#db
      .selectFrom('drafts')
      .select('draft')
      .where('id', '=', draftId)
      .where('employee_id', '=', employeeId)
      .executeTakeFirst();
    return row ? (JSON.parse(row.draft) as Draft) : null;
  }

  async change(draft: Draft, deed: DraftDeed, at: string): Promise<boolean> {
    const revision = draft.revision + 1;
    return this.#db.transaction().execute(async (tx) => {
      const changed = await tx
        .updateTable('drafts')
        .set({
          status: draft.state.status,
          revision,
          draft: JSON.stringify({ ...draft, revision }),
          changed_at: at,
        })
        .where('id', '=', draft.draftId)
        .where('revision', '=', draft.revision)
        .executeTakeFirst();
      if (Number(changed.numUpdatedRows) === 0) return false;
      await this.#log(tx, draft, deed, at, null);
      return true;
    });
  }

  async logRefusal(draft: Draft, reason: string, at: string): Promise<void> {
    await this.#log(this.#db, draft, 'refused', at, reason);
  }

  async marketingSince(clientId: string, since: Day): Promise<readonly MarketingTouch[]> {
    const rows = await this.#db
      .selectFrom('outreach_log')
      .select((eb) => ['draft_id', 'channel', eb.fn.max('day').as('day')])
      .where('client_id', '=', clientId)
      .where('marketing', '=', 1)
      .where('deed', 'in', ['approved', 'sent-recorded'])
      .where('day', '>=', since)
      .groupBy(['draft_id', 'channel'])
      .execute();
    return rows.map((row) => ({
      draftId: row.draft_id,
      channel: row.channel as OutreachChannel,
      on: row.day,
    }));
  }

  async history(draftId: string): Promise<readonly OutreachEntry[]> {
    const rows = await this.#db
      .selectFrom('outreach_log')
      .selectAll()
      .where('draft_id', '=', draftId)
      .orderBy('position')
      .execute();
    return rows.map((row) => ({
      at: row.at,
      draftId: row.draft_id,
      employeeId: row.employee_id,
      clientId: row.client_id,
      deed: row.deed as DraftDeed,
      channel: row.channel,
      purpose: row.purpose,
      text: row.text,
      textHash: row.text_hash,
      verdict: row.verdict,
      ruleSet: row.rule_set,
      skeletonId: row.skeleton_id,
      skeletonVersion: row.skeleton_version,
      reason: row.reason,
    }));
  }

  async #log(
    db: Kysely<Schema> | Transaction<Schema>,
    draft: Draft,
    deed: DraftDeed,
    at: string,
    reason: string | null,
  ): Promise<void> {
    await db
      .insertInto('outreach_log')
      .values({
        at,
        draft_id: draft.draftId,
        employee_id: draft.employeeId,
        client_id: draft.clientId,
        deed,
        channel: draft.channel,
        purpose: draft.purpose,
        marketing: isMarketing(draft.purpose) ? 1 : 0,
        day: this.#today(),
        text: draft.text,
        text_hash: draft.state.textHash,
        verdict: draft.state.checked.verdict,
        rule_set: draft.state.checked.ruleSet,
        skeleton_id: draft.skeletonId,
        skeleton_version: draft.skeletonVersion,
        reason,
      })
      .execute();
  }
}

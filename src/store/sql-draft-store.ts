import type { Kysely } from 'kysely';
import type { Day } from '../domain/calendar/day.ts';
import type { OutreachChannel } from '../domain/clients/client.ts';
import type { Draft } from '../domain/outreach/draft.ts';
import type { DraftStatus } from '../domain/outreach/draft-state.ts';
import type { MarketingTouch } from '../domain/outreach/outreach-limits.ts';
import type { NewNote } from '../ports/client-note-store.ts';
import type { Declined, DoneDeed, DraftStore } from '../ports/draft-store.ts';
import { logDeclined, logDraft } from './outreach-log-rows.ts';
import type { Schema } from './schema.ts';
import { insertNote } from './sql-client-note-store.ts';

/** Drafts of earlier versions lack what came later. */
const absent = { wordings: [], calledNames: [], supervision: null };

function draftIn({ draft }: { readonly draft: string }): Draft {
  return { ...absent, ...(JSON.parse(draft) as Draft) };
}

/** Drafts in SQL; triggers refuse changes of the log. */
export class SqlDraftStore implements DraftStore {
  readonly #db: Kysely<Schema>;
  readonly #today: () => Day;

  constructor(db: Kysely<Schema>, today: () => Day) {
    this.#db = db;
    this.#today = today;
  }

  async add(draft: Draft, deed: DoneDeed): Promise<void> {
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
          changed_at: deed.at,
        })
        .execute();
      await logDraft(tx, draft, deed, this.#today());
    });
  }

  async find(employeeId: string, draftId: string): Promise<Draft | null> {
    const row = await this.#db
      .selectFrom('drafts')
      .select('draft')
      .where('id', '=', draftId)
      .where('employee_id', '=', employeeId)
      .executeTakeFirst();
    return row ? draftIn(row) : null;
  }

  async standing(
    employeeIds: readonly string[],
    statuses: readonly DraftStatus[],
    limit: number,
  ): Promise<readonly Draft[]> {
    if (employeeIds.length === 0) return [];
    const rows = await this.#db
      .selectFrom('drafts')
      .select('draft')
      .where('employee_id', 'in', employeeIds)
      .where('status', 'in', statuses)
      .orderBy('changed_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(draftIn);
  }

  async change(draft: Draft, deed: DoneDeed, contact?: NewNote): Promise<boolean> {
    const revision = draft.revision + 1;
    return this.#db.transaction().execute(async (tx) => {
      const changed = await tx
        .updateTable('drafts')
        .set({
          status: draft.state.status,
          revision,
          draft: JSON.stringify({ ...draft, revision }),
          changed_at: deed.at,
        })
        .where('id', '=', draft.draftId)
        .where('revision', '=', draft.revision)
        .executeTakeFirst();
      if (Number(changed.numUpdatedRows) === 0) return false;
      await logDraft(tx, draft, deed, this.#today());
      if (contact) await insertNote(tx, contact, deed.at);
      return true;
    });
  }

  async logRefusal(draft: Draft, deed: DoneDeed): Promise<void> {
    await logDraft(this.#db, draft, deed, this.#today());
  }

  async logDeclined(declined: Declined): Promise<void> {
    await logDeclined(this.#db, declined, this.#today());
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
}

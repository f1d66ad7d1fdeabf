import { type Kysely, type Selectable, sql } from 'kysely';
import type { ClientNotes, MarketingStop, NotedContact } from '../domain/clients/client-notes.ts';
import type { ClientNoteStore, NewNote } from '../ports/client-note-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Schema } from './schema.ts';

// SQLite takes 32,766 parameters; a few hundred at a time keep statements short.
const idsAtOnce = 500;

function toContact(row: Selectable<Schema['noted_contacts']>): NotedContact {
  return {
    contactId: row.note_id,
    clientId: row.client_id,
    managerId: row.employee_id,
    contactedOn: row.contacted_on,
    contactedAtSeconds: row.contacted_at,
    channel: row.channel as NotedContact['channel'],
    direction: row.direction as NotedContact['direction'],
    effective: row.effective === null ? null : row.effective === 1,
    result: row.result,
    note: row.note,
    nextOn: row.next_on,
  };
}

/** Recorded contacts, tags and wishes in the assistant's own database. */
export class SqlClientNoteStore implements ClientNoteStore {
  readonly #db: Kysely<Schema>;
  readonly #clock: Clock;

  constructor(db: Kysely<Schema>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async isEmpty(): Promise<boolean> {
    const tables = ['noted_contacts', 'noted_tags', 'marketing_stops'] as const;
    for (const table of tables) {
      const row = await this.#db.selectFrom(table).select('note_id').limit(1).executeTakeFirst();
      if (row) return false;
    }
    return true;
  }

  async of(clientIds: readonly string[]): Promise<ClientNotes> {
    const found = { contacts: [], tags: [], stops: [] } as {
      -readonly [Key in keyof ClientNotes]: ClientNotes[Key][number][];
    };
    for (let at = 0; at < clientIds.length; at += idsAtOnce) {
      const notes = await this.#ofSome(clientIds.slice(at, at + idsAtOnce));
      found.contacts.push(...notes.contacts);
      found.tags.push(...notes.tags);
      found.stops.push(...notes.stops);
    }
    return found;
  }

  async #ofSome(ids: readonly string[]): Promise<ClientNotes> {
    const rows = <Table extends 'noted_contacts' | 'noted_tags' | 'marketing_stops'>(
      table: Table,
    ) => this.#db.selectFrom(table as 'noted_tags').where('client_id', 'in', ids);
    const contacts = await rows('noted_contacts').selectAll().execute();
    const tags = await rows('noted_tags').selectAll().execute();
    const stops = await rows('marketing_stops').selectAll().execute();
    return {
      contacts: (contacts as unknown as Selectable<Schema['noted_contacts']>[]).map(toContact),
      tags: tags.map((row) => ({
        clientId: row.client_id,
        tag: row.tag,
        enteredOn: row.entered_on,
        enteredBy: row.employee_id,
        expiresOn: row.expires_on,
      })),
      stops: (stops as unknown as Selectable<Schema['marketing_stops']>[]).map((row) => ({
        clientId: row.client_id,
        channel: row.channel as MarketingStop['channel'],
        requestedOn: row.requested_on,
      })),
    };
  }

  async record(notes: readonly NewNote[]): Promise<void> {
    const recordedAt = this.#clock.now().toISOString();
    await this.#db.transaction().execute(async (tx) => {
      for (const note of notes) await insertNote(tx, note, recordedAt);
    });
  }
}

/** Stores a note once, however often it is told; a sent draft's with the alert going on now. */
export async function insertNote(
  tx: Kysely<Schema>,
  note: NewNote,
  recordedAt: string,
): Promise<void> {
  const own = { note_id: note.noteId, employee_id: note.employeeId, recorded_at: recordedAt };
  if (note.kind === 'contact') {
    const { clientId, effective, ...contact } = note.contact;
    const row = {
      ...own,
      client_id: clientId,
      contacted_at: contact.contactedAtSeconds,
      contacted_on: contact.contactedOn,
      channel: contact.channel,
      direction: contact.direction,
      effective: effective === null ? null : Number(effective),
      result: contact.result,
      note: contact.note,
      next_on: contact.nextOn,
      purpose: note.sent?.purpose ?? null,
      draft_id: note.sent?.draftId ?? null,
      alert_id: note.sent
        ? sql<string | null>`(SELECT alert_id FROM alerts
            WHERE client_id = ${clientId} AND closed_on IS NULL)`
        : null,
    };
    await tx
      .insertInto('noted_contacts')
      .values(row)
      .onConflict((on) => on.doNothing())
      .execute();
  } else if (note.kind === 'tag') {
    const { clientId, tag, enteredOn, expiresOn } = note.tag;
    const row = { ...own, client_id: clientId, tag, entered_on: enteredOn, expires_on: expiresOn };
    await tx
      .insertInto('noted_tags')
      .values(row)
      .onConflict((on) => on.doNothing())
      .execute();
  } else {
    const { clientId, channel, requestedOn } = note.stop;
    const row = { ...own, client_id: clientId, channel, requested_on: requestedOn };
    await tx
      .insertInto('marketing_stops')
      .values(row)
      .onConflict((on) => on.doNothing())
      .execute();
  }
}

import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { OutreachChannel } from '../../domain/clients/client.ts';
import type { ClientNotes } from '../../domain/clients/client-notes.ts';

// Recorded rows live in the assistant's own database; queries of the book read them as values.

const number = (value: number | null): RawBuilder<unknown> =>
  value === null ? sql`CAST(NULL AS BIGINT)` : sql.lit(value);
const flag = (value: boolean | null): RawBuilder<unknown> =>
  number(value === null ? null : Number(value));
const text = (value: string | null): RawBuilder<unknown> => sql`CAST(${value} AS TEXT)`;

function values(rows: readonly (readonly RawBuilder<unknown>[])[]): RawBuilder<unknown> {
  return sql`(VALUES ${sql.join(rows.map((row) => sql`(${sql.join([...row])})`))}) v`;
}

/** The table of contacts together with the recorded ones. */
export function contactRows({ contacts }: ClientNotes): RawBuilder<unknown> {
  if (contacts.length === 0) return sql`contacts`;
  const rows = contacts.map((one) => [
    text(one.clientId),
    number(one.contactedOn),
    number(one.contactedAtSeconds),
    text(one.channel),
    text(one.direction),
    flag(one.effective),
    text(one.result),
    number(one.nextOn),
    text(one.note),
  ]);
  return sql`(SELECT client_id, contacted_on, contacted_at, channel, direction, effective, result,
      next_on, note FROM contacts
    UNION ALL SELECT column1, column2, column3, column4, column5, column6, column7, column8, column9
      FROM ${values(rows)})`;
}

/** The table of tags together with the recorded ones. */
export function tagRows({ tags }: ClientNotes): RawBuilder<unknown> {
  if (tags.length === 0) return sql`tags`;
  const rows = tags.map((one) => [
    text(one.clientId),
    text(one.tag),
    number(one.enteredOn),
    number(one.expiresOn),
  ]);
  return sql`(SELECT client_id, tag, entered_on, expires_on FROM tags
    UNION ALL SELECT column1, column2, column3, column4 FROM ${values(rows)})`;
}

/** Whether the client asked for no more marketing on or after the day of the consent `s`. */
export function stoppedSince(
  channel: OutreachChannel | undefined,
  { stops }: ClientNotes,
): RawBuilder<SqlBool> {
  if (stops.length === 0) return sql`(1 = 0)`;
  const rows = stops.map((one) => [text(one.clientId), text(one.channel), number(one.requestedOn)]);
  const fits =
    channel === undefined
      ? sql`(v.column2 = 'all' OR v.column2 = s.channel)`
      : sql`v.column2 IN ('all', ${channel})`;
  return sql`EXISTS (SELECT 1 FROM ${values(rows)}
    WHERE v.column1 = s.client_id AND v.column3 >= s.granted_on AND ${fits})`;
}

import type { Kysely } from 'kysely';
import type { LoginMethod, Session, SessionStore } from '../ports/session-store.ts';
import type { Schema } from './schema.ts';

/** Sessions and one-time links in SQL, by the hashes of their tokens. */
export class SqlSessionStore implements SessionStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async open({ tokenHash, employeeId, method, expiresAt }: Session): Promise<void> {
    // A good moment to sweep: signing in is rare, and no other work waits for it.
    const now = new Date().toISOString();
    await this.#db.deleteFrom('sessions').where('expires_at', '<', now).execute();
    await this.#db.deleteFrom('sign_in_links').where('expires_at', '<', now).execute();
    const row = { token_hash: tokenHash, employee_id: employeeId, method };
    await this.#db
      .insertInto('sessions')
      .values({ ...row, expires_at: expiresAt.toISOString() })
      .execute();
  }

  async find(tokenHash: string, now: Date): Promise<Session | null> {
    const row = await this.#db
      .selectFrom('sessions')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', now.toISOString())
      .executeTakeFirst();
    if (!row) return null;
    const method = row.method as LoginMethod;
    return {
      tokenHash,
      employeeId: row.employee_id,
      method,
      expiresAt: new Date(row.expires_at),
    };
  }

  async end(tokenHash: string): Promise<void> {
    await this.#db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
  }

  async keepLink(link: { tokenHash: string; employeeId: string; expiresAt: Date }): Promise<void> {
    const { tokenHash, employeeId, expiresAt } = link;
    const row = { token_hash: tokenHash, employee_id: employeeId, used_at: null };
    await this.#db
      .insertInto('sign_in_links')
      .values({ ...row, expires_at: expiresAt.toISOString() })
      .execute();
  }

  async redeemLink(tokenHash: string, now: Date): Promise<string | null> {
    // One statement: of two that press the link at once, one gets in.
    const row = await this.#db
      .updateTable('sign_in_links')
      .set({ used_at: now.toISOString() })
      .where('token_hash', '=', tokenHash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now.toISOString())
      .returning('employee_id')
      .executeTakeFirst();
    return row?.employee_id ?? null;
  }
}

import type { Kysely } from 'kysely';
import type { UnansweredQuestion, UnansweredQuestions } from '../ports/unanswered-questions.ts';
import type { Schema } from './schema.ts';

/** Reads them from the answers kept: kind `no-evidence`, about the material and not about a client. */
export class SqlUnansweredQuestions implements UnansweredQuestions {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async list(limit: number): Promise<UnansweredQuestion[]> {
    const rows = await this.#db
      .selectFrom('answers')
      .innerJoin('turns', 'turns.id', 'answers.turn_id')
      .select(['turns.question', 'turns.asked_at'])
      .where('answers.kind', '=', 'no-evidence')
      .where('answers.intent', 'in', ['playbook', 'objection'])
      .orderBy('turns.position', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ question: row.question, askedAt: row.asked_at }));
  }

  close(): Promise<void> {
    return this.#db.destroy();
  }
}

import { type Kysely, sql } from 'kysely';
import type {
  CitedPassage,
  ConversationLibrary,
  ConversationSummary,
  Transcript,
  TranscriptTurn,
} from '../ports/conversation-library.ts';
import type { Schema } from './schema.ts';
import { answersOf, toCitation } from './stored-answers.ts';

const titleLength = 40;

interface TurnRow {
  id: string;
  conversation_id: string;
  question: string;
  state: Schema['turns']['state'];
  asked_at: string;
  cancelled_at: string | null;
  unasked: number;
  helpful: number | null;
  reason: string | null;
}

function stateOf({ state, cancelled_at }: TurnRow): TranscriptTurn['state'] {
  return state === 'interrupted' && cancelled_at !== null ? 'cancelled' : state;
}

/** An employee's own conversations in SQL: the owner stands in every statement. */
export class SqlConversationLibrary implements ConversationLibrary {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async list(employeeId: string, limit: number): Promise<ConversationSummary[]> {
    const rows = await this.#db
      .selectFrom('conversations as c')
      .innerJoin('turns as t', 't.conversation_id', 'c.id')
      .where('c.employee_id', '=', employeeId)
      .groupBy(['c.id', 'c.title'])
      .select((eb) => [
        'c.id as conversationId',
        'c.title',
        eb.fn.max('t.asked_at').as('lastAt'),
        eb.fn.max('t.position').as('lastPosition'),
        eb.fn.min('t.position').as('firstPosition'),
      ])
      .orderBy(sql`max(t.position)`, 'desc')
      .limit(limit)
      .execute();
    if (rows.length === 0) return [];
    const firsts = await this.#db
      .selectFrom('turns')
      .select(['conversation_id', 'question'])
      .where(
        'position',
        'in',
        rows.map((row) => row.firstPosition),
      )
      .execute();
    const questions = new Map(firsts.map((row) => [row.conversation_id, row.question]));
    return rows.map(({ conversationId, title, lastAt }) => {
      const first = (questions.get(conversationId) ?? '').trim().slice(0, titleLength);
      return { conversationId, title: title ?? first, lastAt };
    });
  }

  async has(employeeId: string, conversationId: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('conversations')
      .select('id')
      .where('id', '=', conversationId)
      .where('employee_id', '=', employeeId)
      .executeTakeFirst();
    return row !== undefined;
  }

  async transcript(employeeId: string, conversationId: string): Promise<Transcript | null> {
    const turns = await this.#turns(employeeId, 't.conversation_id', conversationId);
    const [first] = turns;
    if (!first) return null;
    const { title } = await this.#db
      .selectFrom('conversations')
      .select('title')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow();
    return { title: title ?? first.question.trim().slice(0, titleLength), turns };
  }

  async turn(employeeId: string, turnId: string): Promise<TranscriptTurn | null> {
    const [turn] = await this.#turns(employeeId, 't.id', turnId);
    return turn ?? null;
  }

  async cited(employeeId: string, turnId: string, n: number): Promise<CitedPassage | null> {
    const row = await this.#db
      .selectFrom('answer_citations as q')
      .innerJoin('answers as a', 'a.turn_id', 'q.turn_id')
      .innerJoin('turns as t', 't.id', 'q.turn_id')
      .innerJoin('conversations as c', 'c.id', 't.conversation_id')
      .leftJoin('passage_snapshots as p', (join) =>
        join
          .onRef('p.passage_id', '=', 'q.passage_id')
          .onRef('p.knowledge_version', '=', 'a.knowledge_version'),
      )
      .where('c.employee_id', '=', employeeId)
      .where('q.turn_id', '=', turnId)
      .where('q.n', '=', n)
      .selectAll('q')
      .select('p.text as passageText')
      .executeTakeFirst();
    return row ? { citation: toCitation(row), passageText: row.passageText } : null;
  }

  async rename(employeeId: string, conversationId: string, title: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('conversations')
      .set({ title })
      .where('id', '=', conversationId)
      .where('employee_id', '=', employeeId)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async remove(employeeId: string, conversationId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('conversations')
      .where('id', '=', conversationId)
      .where('employee_id', '=', employeeId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async #turns(
    employeeId: string,
    column: 't.id' | 't.conversation_id',
    value: string,
  ): Promise<TranscriptTurn[]> {
    const rows: TurnRow[] = await this.#db
      .selectFrom('turns as t')
      .innerJoin('conversations as c', 'c.id', 't.conversation_id')
      .leftJoin('feedback as f', 'f.turn_id', 't.id')
      .where('c.employee_id', '=', employeeId)
      .where(column, '=', value)
      .select(['t.id', 't.conversation_id', 't.question', 't.state', 't.asked_at'])
      .select(['t.cancelled_at', 't.unasked', 'f.helpful', 'f.reason'])
      .orderBy('t.position')
      .execute();
    const ids = rows.map((row) => row.id);
    const answers = await answersOf(this.#db, ids);
    return rows.map((row) => ({
      turnId: row.id,
      conversationId: row.conversation_id,
      question: row.question,
      answer: answers.get(row.id) ?? null,
      state: stateOf(row),
      askedAt: row.asked_at,
      unasked: row.unasked === 1,
      feedback: row.helpful === null ? null : { helpful: row.helpful === 1, reason: row.reason },
    }));
  }
}

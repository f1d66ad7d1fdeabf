import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { type Card, textCard } from '../domain/card/card.ts';
import type { Answer } from '../domain/conversation/answer.ts';
import type { Topic } from '../domain/conversation/topic.ts';
import type { Citation } from '../domain/knowledge/citation.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationStore, StoredTurn } from '../ports/conversation-store.ts';
import type { Schema } from './schema.ts';

function toCitation(row: Selectable<Schema['answer_citations']>): Citation {
  const { n, document, heading, quote, source } = row;
  const origin = row.origin as Citation['origin'];
  return { n, passageId: row.passage_id, document, heading, origin, quote, source };
}

function toAnswer(
  row: Selectable<Schema['answers']>,
  cited: readonly Selectable<Schema['answer_citations']>[],
): Answer {
  const citations = cited.filter((citation) => citation.turn_id === row.turn_id).map(toCitation);
  const card =
    row.card === '' ? textCard(row.text) : (JSON.parse(row.card) as Omit<Card, 'citations'>);
  return {
    kind: row.kind as Answer['kind'],
    intent: row.intent as Answer['intent'],
    card: { ...card, citations },
    text: row.text,
    mode: row.mode as Answer['mode'],
    suggestions: JSON.parse(row.suggestions) as string[],
    topic: JSON.parse(row.topic) as Topic | null,
    citations,
  };
}

/** Conversations in SQL; the same statements on every engine Kysely speaks. */
export class SqlConversationStore implements ConversationStore {
  readonly #db: Kysely<Schema>;
  readonly #clock: Clock;

  constructor(db: Kysely<Schema>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async begin(turn: { conversationId: string; employeeId: string; question: string }) {
    const id = randomUUID();
    const now = this.#now();
    await this.#db.transaction().execute(async (tx) => {
      await tx
        .insertInto('conversations')
        .values({ id: turn.conversationId, employee_id: turn.employeeId, started_at: now })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      await tx
        .insertInto('turns')
        .values({
          id,
          conversation_id: turn.conversationId,
          question: turn.question,
          state: 'working',
          asked_at: now,
        })
        .execute();
    });
    return id;
  }

  async finish(turnId: string, answer: Answer, knowledgeVersion: string): Promise<void> {
    const { kind, intent, text, mode, citations } = answer;
    const { citations: _stored, ...card } = answer.card;
    await this.#db.transaction().execute(async (tx) => {
      await tx
        .insertInto('answers')
        .values({
          turn_id: turnId,
          kind,
          intent,
          text,
          mode,
          suggestions: JSON.stringify(answer.suggestions),
          card: JSON.stringify(card),
          topic: JSON.stringify(answer.topic),
          knowledge_version: knowledgeVersion,
          answered_at: this.#now(),
        })
        .execute();
      if (citations.length > 0) {
        const rows = citations.map(({ passageId, ...rest }) => ({
          turn_id: turnId,
          passage_id: passageId,
          ...rest,
        }));
        await tx.insertInto('answer_citations').values(rows).execute();
      }
      await tx.updateTable('turns').set({ state: 'answered' }).where('id', '=', turnId).execute();
    });
  }

  async recent(conversationId: string, limit: number): Promise<StoredTurn[]> {
    const turns = await this.#db
      .selectFrom('turns')
      .select(['id', 'question'])
      .where('conversation_id', '=', conversationId)
      .orderBy('position', 'desc')
      .limit(limit)
      .execute();
    if (turns.length === 0) return [];
    const ids = turns.map((turn) => turn.id);
    const answers = await this.#db
      .selectFrom('answers')
      .selectAll()
      .where('turn_id', 'in', ids)
      .execute();
    const citations = await this.#db
      .selectFrom('answer_citations')
      .selectAll()
      .where('turn_id', 'in', ids)
      .orderBy('n')
      .execute();
    return turns.reverse().map((turn) => {
      const row = answers.find((answer) => answer.turn_id === turn.id);
      const answer = row ? toAnswer(row, citations) : null;
      return { turnId: turn.id, question: turn.question, answer };
    });
  }

  async recoverInterrupted(): Promise<StoredTurn[]> {
    const turns = await this.#db
      .updateTable('turns')
      .set({ state: 'interrupted' })
      .where('state', '=', 'working')
      .returning(['id', 'question'])
      .execute();
    return turns.map((turn) => ({ turnId: turn.id, question: turn.question, answer: null }));
  }

  async recordFeedback(turnId: string, helpful: boolean, reason: string | null): Promise<void> {
    const row = { helpful: helpful ? 1 : 0, reason, given_at: this.#now() };
    await this.#db
      .insertInto('feedback')
      .values({ turn_id: turnId, ...row })
      .onConflict((conflict) => conflict.column('turn_id').doUpdateSet(row))
      .execute();
  }

  close(): Promise<void> {
    return this.#db.destroy();
  }

  #now(): string {
    return this.#clock.now().toISOString();
  }
}

import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Answer } from '../domain/conversation/answer.ts';
import { GuichaoError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type {
  ConversationStore,
  PassageSnapshot,
  StoredTurn,
  TurnStart,
  UnaskedTurn,
} from '../ports/conversation-store.ts';
import type { Schema } from './schema.ts';
import { answersOf } from './stored-answers.ts';

/** A passage's text is kept once for each version of the knowledge it was cited from. */
async function keepPassages(
  tx: Transaction<Schema>,
  knowledgeVersion: string,
  passages: readonly PassageSnapshot[],
): Promise<void> {
  if (passages.length === 0) return;
  const rows = passages.map(({ id, text }) => ({
    knowledge_version: knowledgeVersion,
    passage_id: id,
    text,
  }));
  await tx
    .insertInto('passage_snapshots')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['knowledge_version', 'passage_id']).doNothing())
    .execute();
}

interface KeptAnswer {
  readonly turnId: string;
  readonly knowledgeVersion: string;
  readonly passages: readonly PassageSnapshot[];
  readonly answeredAt: string;
}

async function keepAnswer(
  tx: Transaction<Schema>,
  answer: Answer,
  { turnId, knowledgeVersion, passages, answeredAt }: KeptAnswer,
): Promise<void> {
  const { kind, intent, text, mode, citations } = answer;
  const { citations: _stored, ...card } = answer.card;
  const row = {
    turn_id: turnId,
    kind,
    intent,
    text,
    mode,
    suggestions: JSON.stringify(answer.suggestions),
    card: JSON.stringify(card),
    topic: JSON.stringify(answer.topic),
    data: JSON.stringify(answer.data),
    knowledge_version: knowledgeVersion,
    answered_at: answeredAt,
  };
  const cited = citations.map(({ passageId, ...rest }) => ({
    turn_id: turnId,
    passage_id: passageId,
    ...rest,
  }));
  await tx.insertInto('answers').values(row).execute();
  if (cited.length > 0) await tx.insertInto('answer_citations').values(cited).execute();
  await keepPassages(tx, knowledgeVersion, passages);
}

/** The conversation, new or known; another employee's is refused. */
async function openConversation(
  tx: Transaction<Schema>,
  of: { conversationId: string; employeeId: string; title: string | null },
  now: string,
): Promise<void> {
  const { conversationId, employeeId, title } = of;
  await tx
    .insertInto('conversations')
    .values({ id: conversationId, employee_id: employeeId, started_at: now, title })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const { employee_id: owner } = await tx
    .selectFrom('conversations')
    .select('employee_id')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow();
  if (owner !== employeeId) {
    throw new GuichaoError('not-found', '没有找到这段对话，请新开一段再问。');
  }
}

/** Conversations in SQL; the same statements on every engine Kysely speaks. */
export class SqlConversationStore implements ConversationStore {
  readonly #db: Kysely<Schema>;
  readonly #clock: Clock;

  constructor(db: Kysely<Schema>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async begin(turn: TurnStart): Promise<string> {
    const { conversationId, employeeId, question, turnId: id = randomUUID() } = turn;
    const now = this.#now();
    await this.#db.transaction().execute(async (tx) => {
      await openConversation(tx, { conversationId, employeeId, title: null }, now);
      const turnRow = { id, conversation_id: conversationId, question, cancelled_at: null };
      await tx
        .insertInto('turns')
        .values({ ...turnRow, state: 'working', asked_at: now })
        .execute();
    });
    return id;
  }

  async finish(
    turnId: string,
    answer: Answer,
    knowledgeVersion: string,
    passages: readonly PassageSnapshot[] = [],
  ): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const kept = { turnId, knowledgeVersion, passages, answeredAt: this.#now() };
      await keepAnswer(tx, answer, kept);
      await tx.updateTable('turns').set({ state: 'answered' }).where('id', '=', turnId).execute();
    });
  }

  async keepUnasked(
    turn: UnaskedTurn,
    answer: Answer,
    knowledgeVersion: string,
    passages: readonly PassageSnapshot[] = [],
  ): Promise<void> {
    const { turnId, conversationId, title } = turn;
    const now = this.#now();
    await this.#db.transaction().execute(async (tx) => {
      await openConversation(tx, turn, now);
      const row = { id: turnId, conversation_id: conversationId, question: title };
      const kept = await tx
        .insertInto('turns')
        .values({ ...row, state: 'answered', asked_at: now, cancelled_at: null, unasked: 1 })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (kept === undefined) return;
      await keepAnswer(tx, answer, { turnId, knowledgeVersion, passages, answeredAt: now });
    });
  }

  async giveUp(turnId: string, why: 'cancelled' | 'failed'): Promise<void> {
    const cancelled = why === 'cancelled' ? { cancelled_at: this.#now() } : {};
    await this.#db
      .updateTable('turns')
      .set({ state: 'interrupted', ...cancelled })
      .where('id', '=', turnId)
      .where('state', '=', 'working')
      .execute();
  }

  async recent(conversationId: string, limit: number, upTo?: string): Promise<StoredTurn[]> {
    const turns = await this.#db
      .selectFrom('turns')
      .select(['id', 'question'])
      .where('conversation_id', '=', conversationId)
      .$if(upTo !== undefined, (query) =>
        query.where('position', '<=', (of) =>
          of
            .selectFrom('turns')
            .select('position')
            .where('id', '=', upTo ?? ''),
        ),
      )
      .orderBy('position', 'desc')
      .limit(limit)
      .execute();
    const answers = await answersOf(
      this.#db,
      turns.map((turn) => turn.id),
    );
    return turns.reverse().map(({ id, question }) => {
      return { turnId: id, question, answer: answers.get(id) ?? null };
    });
  }

  async recoverInterrupted(before: Date): Promise<StoredTurn[]> {
    const turns = await this.#db
      .updateTable('turns')
      .set({ state: 'interrupted' })
      .where('state', '=', 'working')
      .where('asked_at', '<=', before.toISOString())
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

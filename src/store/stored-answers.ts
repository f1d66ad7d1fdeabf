import type { Kysely, Selectable } from 'kysely';
import { type Card, textCard } from '../domain/card/card.ts';
import type { Answer } from '../domain/conversation/answer.ts';
import type { Topic } from '../domain/conversation/topic.ts';
import type { Citation } from '../domain/knowledge/citation.ts';
import type { Schema } from './schema.ts';

export function toCitation(row: Selectable<Schema['answer_citations']>): Citation {
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
    data: JSON.parse(row.data) as Answer['data'],
    citations,
  };
}

/** The answers of turns, as they were shown, by turn. */
export async function answersOf(
  db: Kysely<Schema>,
  turnIds: readonly string[],
): Promise<Map<string, Answer>> {
  if (turnIds.length === 0) return new Map();
  const answers = await db
    .selectFrom('answers')
    .selectAll()
    .where('turn_id', 'in', turnIds)
    .execute();
  const citations = await db
    .selectFrom('answer_citations')
    .selectAll()
    .where('turn_id', 'in', turnIds)
    .orderBy('n')
    .execute();
  return new Map(answers.map((row) => [row.turn_id, toAnswer(row, citations)]));
}

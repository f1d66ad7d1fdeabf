import type { Answer } from '../../domain/conversation/answer.ts';
import type { SearchHit } from '../../ports/playbook-index.ts';

/** The `ask --json` form of a turn. */
export function answerAsJson(answer: Answer, conversation: string, elapsedMs: number): object {
  const { kind, intent, text, citations, suggestions, data, mode } = answer;
  return {
    conversation,
    kind,
    intent,
    text,
    citations,
    clientIds: data.clientIds ?? [],
    ...(data.draft ? { draft: data.draft } : {}),
    suggestions,
    mode,
    elapsedMs,
  };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** The `search --json` form of a ranking. */
export function hitsAsJson(query: string, hits: readonly SearchHit[]): object {
  const results = hits.map(({ passage, score, parts, coverage }, at) => ({
    rank: at + 1,
    passageId: passage.id,
    documentId: passage.card.id,
    document: passage.card.title,
    heading: passage.heading,
    text: passage.text,
    score: round(score),
    parts: {
      words: round(parts.words),
      bigrams: round(parts.bigrams),
      title: round(parts.title),
      sentence: round(parts.sentence),
      synonyms: round(parts.synonyms),
      asks: round(parts.asks),
      learned: round(parts.learned),
      vector: parts.vector,
    },
    coverage: round(coverage),
  }));
  return { query, results };
}

import { cardMarkdown } from '../../domain/card/card-markdown.ts';
import { type Answer, answerWith, type Intent } from '../../domain/conversation/answer.ts';
import { groundingFaults } from '../../domain/knowledge/grounding.ts';
import type { KnowledgeCard, Passage } from '../../domain/knowledge/passage.ts';
import type { PlaybookIndex, SearchHit } from '../../ports/playbook-index.ts';
import { composeAnswer } from './compose-answer.ts';
import { plainAnswer } from './standard-replies.ts';

// Below these the material is taken not to speak of the question; chosen on the tuning half of the
// project's own questions (guichao eval). `sentence`: weight of the question's terms in one sentence.
const enoughSentence = 4.5;
const enoughCoverage = 0.1;
const plainCoverage = 0.45;
// A neighbouring card is added when it scores at least this share of the best one.
const neighbourShare = 0.72;

function distinctCards(hits: readonly SearchHit[]): SearchHit[] {
  const seen = new Set<string>();
  return hits.filter((hit) => {
    const fresh = !seen.has(hit.passage.card.id);
    seen.add(hit.passage.card.id);
    return fresh;
  });
}

/** A known-unknown that the question calls by its name outranks anything that merely resembles it. */
function namedUnknown(question: string, index: PlaybookIndex): KnowledgeCard | null {
  const asked = index.normalise(question);
  let longest = 0;
  let named: KnowledgeCard | null = null;
  for (const card of index.cards()) {
    if (card.kind !== 'known-unknown') continue;
    for (const name of card.names) {
      if (name.length > longest && asked.includes(index.normalise(name))) {
        longest = name.length;
        named = card;
      }
    }
  }
  return named;
}

function speaksOf(hit: SearchHit | undefined): boolean {
  if (!hit) return false;
  if (hit.coverage >= plainCoverage) return true;
  return hit.coverage >= enoughCoverage && hit.parts.sentence >= enoughSentence;
}

function noEvidence(intent: Intent, nearby: readonly SearchHit[]): Answer {
  const titles = nearby.slice(0, 3).map((hit) => hit.passage.card.title);
  // A title with figures would put numbers into the text that no citation carries.
  const shown = titles.filter((title) => !/[\d〇零一二两三四五六七八九十百千]/.test(title));
  const near =
    shown.length === 0 ? '' : `相近的内容有：${shown.map((title) => `“${title}”`).join('、')}。`;
  const text = `材料里没有这个问题的答案，我不猜。${near}如果工作上常遇到，请告诉培训部门补充。`;
  return plainAnswer('no-evidence', intent, text, titles);
}

function kindOf(card: KnowledgeCard, named: boolean): Answer['kind'] {
  if (card.kind === 'contradiction') return 'sources-differ';
  return named ? 'no-evidence' : 'answer';
}

function neighbours(best: SearchHit | undefined, hits: readonly SearchHit[]): Passage[] {
  if (!best) return [];
  return hits
    .filter((hit) => hit.passage.card.id !== best.passage.card.id)
    .filter((hit) => hit.score >= best.score * neighbourShare)
    .slice(0, 2)
    .map((hit) => hit.passage);
}

/** Answers a question from the playbooks, or says that they do not hold the answer. */
export function answerQuestion(question: string, intent: Intent, index: PlaybookIndex): Answer {
  const unknown = namedUnknown(question, index);
  const outside = unknown ? null : index.outsideTopic(question);
  if (outside) {
    return plainAnswer(
      'no-evidence',
      intent,
      `材料里没有${outside.topic}的内容，我不猜。${outside.say}`,
    );
  }
  // What a client says is answered from objection cards; a question to the material is not.
  const found = index.search(question, 60).filter((hit) => hit.passage.card.objection === null);
  const hits = distinctCards(found);
  const best = hits[0];
  const card = unknown ?? best?.passage.card;
  if (!card || (!unknown && !speaksOf(best))) return noEvidence(intent, hits);
  const main = index.passagesOf(card.id);
  const also = unknown ? [] : neighbours(best, hits);
  const composed = composeAnswer(question, { main, also });
  const visible = [...main, ...also];
  const faults = groundingFaults(cardMarkdown(composed), composed.citations, visible);
  if (faults.length > 0) return noEvidence(intent, hits);
  const related = card.see
    .map((id) => index.card(id)?.title)
    .filter((title) => title !== undefined);
  const others = hits.map((hit) => hit.passage.card.title).filter((title) => title !== card.title);
  const suggestions = [...new Set([...related, ...others])].slice(0, 3);
  const actions = [{ label: '看原文', do: 'open', citation: 1 } as const];
  const topic = { cardIds: [card.id], channel: null, disc: null, rung: 0, shown: [] };
  return answerWith({
    kind: kindOf(card, unknown !== null),
    intent,
    card: { ...composed, actions },
    suggestions,
    topic,
  });
}

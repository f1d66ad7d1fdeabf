import { type Section, textCard } from '../../domain/card/card.ts';
import { cardMarkdown } from '../../domain/card/card-markdown.ts';
import { type Answer, answerWith, type Intent } from '../../domain/conversation/answer.ts';
import { groundingFaults } from '../../domain/knowledge/grounding.ts';
import type { KnowledgeCard, Passage } from '../../domain/knowledge/passage.ts';
import { quantitiesIn } from '../../domain/knowledge/quantities.ts';
import type { PlaybookIndex, SearchHit } from '../../ports/playbook-index.ts';
import type { ConversationKnowledge } from '../conversation/conversation-knowledge.ts';
import { composeAnswer } from './compose-answer.ts';
import { evidenceFor, namedMethods } from './evidence.ts';
import { plainAnswer } from './standard-replies.ts';

// A neighbouring card is added when it scores at least this share of the best one.
const neighbourShare = 0.6;

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
    .slice(0, 3)
    .map((hit) => hit.passage);
}

const invented =
  '材料里没有您说的这个叫法，课程和规则里都没有出现过，我不替它编内容。您要是记得大概讲什么，换个说法再问一次。';

/** A method the question names in so many words, and that no card mentions. */
function namesUnknownMethod(question: string, index: PlaybookIndex): boolean {
  return namedMethods(index.normalise(question)).some((name) => !index.mentions(name));
}

/** Why a question is not answered, or null where the material speaks of it. */
function abstention(
  question: string,
  intent: Intent,
  hits: readonly SearchHit[],
  { index, reader }: ConversationKnowledge,
): Answer | null {
  const outside = index.outsideTopic(question);
  if (outside) {
    const text = `材料里没有${outside.topic}的内容，我不猜。${outside.say}`;
    return plainAnswer('no-evidence', intent, text);
  }
  if (namesUnknownMethod(question, index)) return plainAnswer('no-evidence', intent, invented);
  const [best] = hits;
  const speaks = best !== undefined && evidenceFor(best, question, reader) > 0;
  return speaks ? null : noEvidence(intent, hits);
}

/** Where the question's own count or term of time is not in the material, that is said first. */
function premiseNote(question: string, passages: readonly Passage[]): Section[] {
  const told = new Set(passages.flatMap((passage) => quantitiesIn(passage.text)));
  const premises = quantitiesIn(question).filter((one) => /[大类种条个步项点%倍小时天]$/.test(one));
  const off = /对吧|没错吧|是吧|是不是|[大类种条个]/.test(question);
  if (!off || premises.length === 0 || premises.some((one) => told.has(one))) return [];
  return textCard('您说的数目和材料里写的对不上，材料是这样写的：').sections.slice(0, 1);
}

const playbookHits = (question: string, index: PlaybookIndex): SearchHit[] =>
  // What a client says is answered from objection cards; a question to the material is not.
  distinctCards(index.search(question, 60).filter((hit) => hit.passage.card.objection === null));

/** The passage of the playbooks that speaks of a message, if any does. */
export function materialOn(message: string, { index, reader }: ConversationKnowledge): Passage[] {
  const [best] = playbookHits(message, index);
  return best && evidenceFor(best, message, reader) > 0 ? [best.passage] : [];
}

/** Answers a question from the playbooks, or says that they do not hold the answer. */
export function answerQuestion(
  question: string,
  intent: Intent,
  knowledge: ConversationKnowledge,
): Answer {
  const { index } = knowledge;
  const unknown = namedUnknown(question, index);
  const hits = playbookHits(question, index);
  const abstained = unknown ? null : abstention(question, intent, hits, knowledge);
  if (abstained) return abstained;
  const [best] = hits;
  const card = unknown ?? best?.passage.card;
  if (!card) return noEvidence(intent, hits);
  const main = index.passagesOf(card.id);
  const also = unknown ? [] : neighbours(best, hits);
  const composed = composeAnswer(question, { main, also });
  const note = unknown ? [] : premiseNote(question, [...main, ...also]);
  const whole = { ...composed, sections: [...note, ...composed.sections] };
  const visible = [...main, ...also];
  const faults = groundingFaults(cardMarkdown(whole), whole.citations, visible);
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
    card: { ...whole, actions },
    suggestions,
    topic,
  });
}

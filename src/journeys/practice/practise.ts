import type { Action, Card, Section } from '../../domain/card/card.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import type { Practice, Topic } from '../../domain/conversation/topic.ts';
import type { KnowledgeCard } from '../../domain/knowledge/passage.ts';
import { criteria, type PracticeScore, scoreReply } from '../../domain/practice/score-reply.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import { Footnotes } from '../answers/footnotes.ts';
import { openCard } from '../answers/objection-pieces.ts';

const rounds = 3;
/** Below this share a wish such as “练练提前还贷” names no card of ours. */
const namesCard = 0.3;
const stepThroughCards = 37;

const text = (label: string | null, words: string): Section => ({
  label,
  note: null,
  parts: [{ kind: 'text', text: words }],
});

const actions: readonly Action[] = [
  { label: '换一题', do: 'ask', text: '换一题' },
  { label: '结束练习', do: 'ask', text: '结束练习' },
];

function answer(card: Card, topic: Topic | null): Answer {
  return answerWith({ kind: 'practice', intent: 'practice', card, topic });
}

function topicOf(card: KnowledgeCard, practice: Practice): Topic {
  return { cardIds: [card.id], channel: null, disc: null, rung: 0, shown: [], practice };
}

function sentenceOf(card: KnowledgeCard, round: number): string {
  const { spoken = [], indirect = [] } = card.objection?.says ?? {};
  const said = [...spoken, ...indirect];
  return said[(round - 1) % Math.max(1, said.length)] ?? card.title;
}

/** The card a wish names, else the next one of a fixed walk through all cards, starting by the day. */
function choose(wish: string, last: string | null, today: string, index: PlaybookIndex) {
  const wanted = wish.replace(/陪练|演练|练习|练一?练|考考?我|模拟|再来|换一题|下一题/g, '');
  const [named] = index.objections(wanted, 1);
  if (named && named.share >= namesCard) return named.card;
  const all = index.cards().filter((card) => card.objection !== null);
  const day = Number(today.replaceAll('-', ''));
  const before = all.findIndex((card) => card.id === last);
  const at = before === -1 ? day : before + stepThroughCards;
  return all[at % Math.max(1, all.length)];
}

function ask(card: KnowledgeCard, practice: Practice, before: readonly Section[]): Answer {
  const sections = [
    ...before,
    text(before.length === 0 ? '客户说' : '客户又说', `“${practice.client}”`),
    text(null, '请您像当面说话一样回他，直接打字或说给我听。'),
  ];
  const message = { title: null, sections, folded: [], actions, citations: [] };
  return answer(message, topicOf(card, practice));
}

/** Opens a drill: one client sentence out of a card. */
export function startPractice(
  wish: string,
  last: string | null,
  today: string,
  index: PlaybookIndex,
): Answer {
  const card = choose(wish, last, today, index);
  if (!card) return endPractice();
  return ask(card, { round: 1, client: sentenceOf(card, 1), points: [] }, []);
}

export function endPractice(): Answer {
  const words = '练习结束。分数只留在这段对话里，只有您自己看得到。';
  return answer(
    { title: null, sections: [text(null, words)], folded: [], actions: [], citations: [] },
    null,
  );
}

function verdict({ met, missed, missteps, forbidden }: PracticeScore): Section[] {
  const stars = criteria.map((one) => (met.includes(one) ? '★' : '☆')).join('');
  const lines = [
    ...(met.length > 0 ? [`做到了：${met.join('、')}。`] : []),
    ...(missed.length > 0 ? [`还差：${missed.join('、')}。`] : []),
    ...missteps.map((one) => `要改的口气：${one}。`),
    ...forbidden.map(({ name, basis, words }) => `踩线了：“${words}”是${name}（${basis}）。`),
  ];
  const head = forbidden.length > 0 ? '这句不能说' : stars;
  return [text(head, lines.join('\n'))];
}

/** Scores a reply, shows the card's own line, and lets the client push again, three rounds in all. */
export function answerPractice(reply: string, topic: Topic, index: PlaybookIndex): Answer | null {
  const card = index.card(topic.cardIds[0] ?? '');
  const { practice } = topic;
  if (!card || !practice) return null;
  const score = scoreReply(reply);
  const points = [...practice.points, score.points];
  const notes = new Footnotes();
  const labels = ['照着说', '第一步', '第二步'] as const;
  const model = openCard(card, index).under(labels[practice.round - 1] ?? '照着说');
  const sections = [
    ...verdict(score),
    ...(model ? [{ ...notes.section(model, '可以这样说') }] : []),
  ];
  if (practice.round < rounds) {
    const round = practice.round + 1;
    const next = ask(card, { round, client: sentenceOf(card, round), points }, sections);
    return answer({ ...next.card, citations: notes.citations }, next.topic);
  }
  const closing = text(null, '这一组练完了。想换一位客户，点“换一题”。');
  return answer(
    {
      title: null,
      sections: [...sections, closing],
      folded: [],
      actions,
      citations: notes.citations,
    },
    topicOf(card, { ...practice, round: rounds + 1, points }),
  );
}

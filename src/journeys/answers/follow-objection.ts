import { type Card, textCard } from '../../domain/card/card.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import type { FollowUp } from '../../domain/conversation/follow-up.ts';
import type { Topic } from '../../domain/conversation/topic.ts';
import type { BlockLabel } from '../../domain/knowledge/blocks.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import { Footnotes, type Piece } from './footnotes.ts';
import { channelLabels, discLabels, type OpenCard, openCard } from './objection-pieces.ts';

const rungLabels = ['第一步', '第二步', '到此为止'] as const;

const partLabels: Partial<Record<FollowUp['part'], readonly BlockLabel[]>> = {
  softer: ['委婉一点'],
  shorter: ['短一点'],
  why: ['为什么', '依据'],
  dont: ['别说'],
  rule: ['别说', '依据'],
  ask: ['反问一句'],
  record: ['记一笔'],
  next: ['下一步', '记一笔'],
  stop: ['到此为止'],
};

/** What a card of the playbooks, which has fewer labels, holds instead. */
const inPlaybooks: Partial<Record<FollowUp['part'], readonly BlockLabel[]>> = {
  next: ['下一步', '怎么做', '记一笔', '要点'],
  record: ['记一笔', '下一步', '怎么做'],
  stop: ['注意', '别说'],
  why: ['为什么', '要点', '例子'],
  dont: ['别说', '注意'],
  rule: ['别说', '注意'],
  ask: ['反问一句', '怎么做'],
  rung: ['怎么做', '注意'],
};

/** The first label of those that a card of the playbooks has. */
function instead(open: OpenCard, part: FollowUp['part']): Piece[] {
  const labels = open.card.objection === null ? (inPlaybooks[part] ?? []) : [];
  const piece = labels.map((label) => open.under(label)).find((one) => one !== undefined);
  return piece ? [piece] : [];
}

/** Lines that 换个说法 walks through, the plain ones first. */
const variants: readonly BlockLabel[] = [
  '照着说',
  '委婉一点',
  '稳健型',
  '影响型',
  '控制型',
  '谨慎型',
  '电话里',
  '面谈时',
  '短一点',
];

interface Next {
  readonly pieces: readonly Piece[];
  readonly topic: Topic;
  /** Said before the pieces; makes no statement of its own. */
  readonly opening: string | null;
}

function under(open: OpenCard, labels: readonly BlockLabel[]): Piece[] {
  return labels.map((label) => open.under(label)).filter((piece) => piece !== undefined);
}

function nextRung(open: OpenCard, topic: Topic): Next {
  const rung = Math.min(topic.rung, rungLabels.length - 1);
  const label = rungLabels[rung] ?? '到此为止';
  const opening = rung === 2 ? '话说到这里，该收了。' : null;
  return { pieces: under(open, [label]), topic: { ...topic, rung: topic.rung + 1 }, opening };
}

function anotherLine(open: OpenCard, topic: Topic): Next {
  const fresh = variants.find((label) => !topic.shown.includes(label) && open.under(label));
  const label = fresh ?? '照着说';
  const shown = fresh ? [...topic.shown, fresh] : [label];
  const opening = fresh ? null : '这张卡片的说法都给过了，回到最常用的这一句。';
  return { pieces: under(open, [label]), topic: { ...topic, shown }, opening };
}

function lineIn(open: OpenCard, topic: Topic, label: BlockLabel, setting: Partial<Topic>): Next {
  const found = under(open, [label]);
  const shown = [...topic.shown, label];
  if (found.length > 0)
    return { pieces: found, topic: { ...topic, ...setting, shown }, opening: null };
  const opening = `这张卡片没有单独写“${label}”的说法，照这一句说就行。`;
  return { pieces: under(open, ['照着说']), topic: { ...topic, ...setting }, opening };
}

function nextOf(follow: FollowUp, open: OpenCard, topic: Topic): Next {
  switch (follow.part) {
    case 'rung':
      return nextRung(open, topic);
    case 'another':
      return anotherLine(open, topic);
    case 'disc':
      return lineIn(open, topic, discLabels[follow.disc], { disc: follow.disc });
    case 'wechat':
    case 'call':
    case 'visit':
      return lineIn(open, topic, channelLabels[follow.part], { channel: follow.part });
    default: {
      const labels = partLabels[follow.part] ?? [];
      const shown = [...topic.shown, ...labels];
      return { pieces: under(open, labels), topic: { ...topic, shown }, opening: null };
    }
  }
}

function cardOf({ pieces, opening }: Next): Card {
  const notes = new Footnotes();
  const sections = pieces.map((piece) => notes.section(piece));
  const said = opening === null ? [] : textCard(opening).sections;
  const actions = [
    { label: '换个说法', do: 'ask', text: '换个说法' },
    { label: '他还是不同意', do: 'ask', text: '他还是不同意' },
    { label: '下一步', do: 'ask', text: '下一步做什么' },
    { label: '看原文', do: 'open', citation: 1 },
  ] as const;
  return {
    title: null,
    sections: [...said, ...sections],
    folded: [],
    actions,
    citations: notes.citations,
  };
}

/** Goes on from an objection answer: the next rung, another variant, channel, or part of its card. */
export function followObjection(
  follow: FollowUp,
  topic: Topic,
  index: PlaybookIndex,
): Answer | null {
  const card = index.card(topic.cardIds[0] ?? '');
  if (!card) return null;
  const open = openCard(card, index);
  const found = nextOf(follow, open, topic);
  const next = found.pieces.length > 0 ? found : { ...found, pieces: instead(open, follow.part) };
  if (next.pieces.length === 0) return null;
  return answerWith({
    kind: 'answer',
    intent: card.objection === null ? 'playbook' : 'objection',
    card: cardOf(next),
    topic: next.topic,
  });
}

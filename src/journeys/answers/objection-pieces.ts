import type { DiscType, TalkChannel } from '../../domain/conversation/topic.ts';
import type { BlockLabel } from '../../domain/knowledge/blocks.ts';
import type { KnowledgeCard } from '../../domain/knowledge/passage.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import { type Piece, piecesOf } from './footnotes.ts';

export const discLabels: Record<DiscType, BlockLabel> = {
  D: '控制型',
  I: '影响型',
  S: '稳健型',
  C: '谨慎型',
};

export const channelLabels: Record<TalkChannel, BlockLabel> = {
  wechat: '发微信',
  call: '电话里',
  visit: '面谈时',
};

/** An objection card opened at its labels. */
export interface OpenCard {
  readonly card: KnowledgeCard;
  readonly pieces: readonly Piece[];
  /** The first piece under a label. */
  under(label: BlockLabel): Piece | undefined;
}

export function openCard(card: KnowledgeCard, index: PlaybookIndex): OpenCard {
  const pieces = piecesOf(index.passagesOf(card.id));
  return {
    card,
    pieces,
    under: (label) => pieces.find((piece) => piece.block.label === label),
  };
}

/** The line to say that fits best: the client's type first, then the channel, else the plain one. */
export function lineFor(
  open: OpenCard,
  { disc, channel }: { disc: DiscType | null; channel: TalkChannel | null },
): Piece | undefined {
  // What is sent in writing is written out in full, so the channel outranks the type there.
  const wanted: (BlockLabel | null)[] = [
    channel === 'wechat' ? '发微信' : null,
    disc === null ? null : discLabels[disc],
    channel === null ? null : channelLabels[channel],
    '照着说',
  ];
  for (const label of wanted) {
    const piece = label === null ? undefined : open.under(label);
    if (piece) return piece;
  }
  return undefined;
}

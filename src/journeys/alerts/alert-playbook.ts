import type { Alert } from '../../domain/churn/alert.ts';
import { leadingOrder, winBack } from '../../domain/churn/win-back.ts';
import { isLineToSay, splitBlocks } from '../../domain/knowledge/blocks.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import type { Passage } from '../../domain/knowledge/passage.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';

/** The signal that leads an alert: which reason and strategy it points to. */
export function leadingWinBack({ signals }: Pick<Alert, 'signals'>) {
  const codes = new Set(signals.map(({ code }) => code));
  const code = leadingOrder.find((one) => codes.has(one));
  return code === undefined ? null : (winBack[code] ?? null);
}

function sourceOf({ origin, card }: Passage): string {
  if (origin === 'project') return '归巢项目自写';
  return card.sources.map(({ document, place }) => `${document}·${place}`).join('；');
}

interface Step {
  readonly passage: Passage;
  readonly quote: string;
  readonly isLine: boolean;
}

/** What the passages of a card say to say first, else how they open. */
function stepOf(passages: readonly Passage[]): Step | null {
  const blocks = passages.flatMap((passage) =>
    splitBlocks(passage.text).map((block) => ({ passage, block })),
  );
  const line = blocks.find(({ block }) => isLineToSay(block));
  const chosen = line ?? blocks[0];
  if (chosen === undefined) return null;
  return { passage: chosen.passage, quote: chosen.block.raw, isLine: line !== undefined };
}

export interface PlaybookStep {
  readonly citation: Citation;
  readonly isLine: boolean;
}

/** The places of the playbooks that fit an alert, the best first. */
export function playbookFor(
  alert: Pick<Alert, 'signals'>,
  index: PlaybookIndex,
  first = 1,
): PlaybookStep[] {
  const cards = leadingWinBack(alert)?.cards ?? [];
  const steps = cards.flatMap((id) => stepOf(index.passagesOf(id)) ?? []).slice(0, 2);
  return steps.map(({ passage, quote, isLine }, at) => ({
    isLine,
    citation: {
      n: first + at,
      passageId: passage.id,
      document: passage.card.title,
      heading: passage.heading,
      origin: passage.origin,
      quote,
      source: sourceOf(passage),
    },
  }));
}

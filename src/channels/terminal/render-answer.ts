import type { Answer } from '../../domain/conversation/answer.ts';
import { inkFor, renderCard } from './render-card.ts';

function hints({ card, suggestions }: Answer, whole: boolean): string[] {
  const asks = card.actions.filter((action) => action.do === 'ask').map((action) => action.label);
  const typed = [
    ...(card.folded.length > 0 && !whole ? ['展开'] : []),
    ...asks,
    ...(card.citations.length > 0 ? ['看 1（打开原文）'] : []),
  ];
  return [
    ...(typed.length === 0 ? [] : [`可以输入：${typed.join(' ｜ ')}`]),
    ...(suggestions.length === 0 ? [] : [`接着可以问：${suggestions.join(' ｜ ')}`]),
  ];
}

/** An answer as a terminal shows it: labels bold, footnotes below, what to type next. */
export function renderAnswer(answer: Answer, colour: boolean, whole = true): string {
  const { faint } = inkFor(colour);
  const next = hints(answer, whole).map(faint);
  return [
    renderCard(answer.card, colour, whole),
    ...(next.length > 0 ? [next.join('\n')] : []),
  ].join('\n\n');
}

import type { Card, Part, Section } from '../../domain/card/card.ts';
import { partMarkdown } from '../../domain/card/card-markdown.ts';
import { type Citation, originMark } from '../../domain/knowledge/citation.ts';

const sgr = (on: number, off: number) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;
const plain = (text: string): string => text;

interface Ink {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

export function inkFor(colour: boolean): Ink {
  return colour ? { strong: sgr(1, 22), faint: sgr(2, 22) } : { strong: plain, faint: plain };
}

/** Of marks that repeat from sentence to sentence the last one of the run is enough to read. */
function thinMarks(text: string): string {
  return text.replace(/\[(\d+)\](?=[^[\]\n]*\[\1\])/g, '');
}

function renderPart(part: Part, { strong }: Ink): string {
  return thinMarks(partMarkdown(part)).replace(/\*\*(.+?)\*\*/g, (_all, words: string) =>
    strong(words),
  );
}

function renderSection({ label, note, parts }: Section, ink: Ink): string {
  const head = label === null ? [] : [`${ink.strong(label)}${note === null ? '' : `（${note}）`}`];
  return [...head, ...parts.map((part) => renderPart(part, ink))].join('\n');
}

function place(citation: Citation): string {
  const heading = citation.heading === '' ? '' : ` › ${citation.heading}`;
  const source = citation.source === citation.document ? '' : `（${citation.source}）`;
  return `【${originMark[citation.origin]}】${citation.document}${heading}${source}`;
}

/** One line a source, with all the marks that stand on it. */
function footnotes(citations: readonly Citation[]): string {
  const marks = new Map<string, string>();
  for (const citation of citations) {
    const line = place(citation);
    marks.set(line, `${marks.get(line) ?? ''}[${citation.n}]`);
  }
  return [...marks].map(([line, numbers]) => `${numbers}${line}`).join('\n');
}

function usedIn(text: string, citations: readonly Citation[]): Citation[] {
  return citations.filter((citation) => text.includes(`[${citation.n}]`));
}

/** What stands above the fold, with its footnotes; `whole` shows what is folded too. */
export function renderCard(card: Card, colour: boolean, whole: boolean): string {
  const ink = inkFor(colour);
  const folded = whole && card.folded.length > 0 ? [ink.faint('—— 展开 ——')] : [];
  const parts = [
    ...(card.title === null ? [] : [ink.strong(card.title)]),
    ...card.sections.map((section) => renderSection(section, ink)),
    ...folded,
    ...(whole ? card.folded.map((section) => renderSection(section, ink)) : []),
  ];
  const text = parts.join('\n\n');
  const cited = usedIn(text, card.citations);
  return cited.length === 0 ? text : `${text}\n\n${ink.faint(footnotes(cited))}`;
}

/** A source as 看 N opens it. */
export function renderCitation(citation: Citation): string {
  return `[${citation.n}]${place(citation)}\n\n${citation.quote}`;
}

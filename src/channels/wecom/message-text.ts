import type { Card, Part, Section } from '../../domain/card/card.ts';
import { type Citation, originMark } from '../../domain/knowledge/citation.ts';

/** Of marks that repeat from sentence to sentence the last one of the run is enough to read. */
function thinMarks(text: string): string {
  return text.replace(/\[(\d+)\](?=[^[\]\n]*\[\1\])/g, '');
}

/** A row reads as a line on a phone; whether the bot's Markdown draws tables depends on the client. */
function rowText(head: readonly string[], cells: readonly string[]): string {
  const [first = '', ...rest] = cells;
  const told = rest.flatMap((cell, at) => {
    const name = head[at + 1] ?? '';
    // Of words it shows what they are; figures and dates need their name.
    const named = rest.length > 1 && name !== '' && /^[\d-]/.test(cell);
    return cell === '' ? [] : [named ? `${name} ${cell}` : cell];
  });
  return `- **${first.replaceAll('**', '')}**　${told.join('｜')}`;
}

function partText(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'line':
      return `> ${part.text.replaceAll('\n', '\n> ')}${part.marks.map((n) => `[${n}]`).join('')}`;
    case 'list':
      return part.items
        .map((item, at) => (part.ordered ? `${at + 1}. ${item}` : `- ${item}`))
        .join('\n');
    case 'table':
      return part.rows.map((cells) => rowText(part.head, cells)).join('\n');
    case 'fields':
      return part.fields.map(({ name, value }) => `- ${name}：${value}`).join('\n');
  }
}

function sectionText({ label, note, parts }: Section): string {
  const head = label === null ? [] : [`**${label}**${note === null ? '' : `（${note}）`}`];
  return [...head, ...parts.map((part) => thinMarks(partText(part)))].join('\n');
}

function place({ document, heading, origin }: Citation): string {
  return `【${originMark[origin]}】《${document}》${heading === '' ? '' : heading}`;
}

/** One line a source, with all the marks that stand on it. */
function footnotes(text: string, citations: readonly Citation[]): string[] {
  const marks = new Map<string, string>();
  for (const citation of citations) {
    if (!text.includes(`[${citation.n}]`)) continue;
    const line = place(citation);
    marks.set(line, `${marks.get(line) ?? ''}[${citation.n}]`);
  }
  return marks.size === 0 ? [] : [[...marks].map(([line, n]) => `${n}${line}`).join('\n')];
}

function sectionsText(sections: readonly Section[], citations: readonly Citation[]): string {
  const text = sections
    .map(sectionText)
    .filter((one) => one !== '')
    .join('\n\n');
  return [text, ...footnotes(text, citations)].join('\n\n');
}

/** What stands above the fold, as WeCom's Markdown. */
export function cardText({ title, sections, citations }: Card): string {
  const body = sectionsText(sections, citations);
  return title === null ? body : `**${title}**\n\n${body}`;
}

/** What 展开 shows. */
export function foldedText({ folded, citations }: Card): string {
  return sectionsText(folded, citations);
}

/** A source as 看原文 opens it. */
export function sourceText(citation: Citation, passage: string | null): string {
  const text = (passage ?? citation.quote).replaceAll('\n', '\n> ');
  const source = citation.source === '' ? '' : `\n\n出处：${citation.source}`;
  return `**[${citation.n}]${place(citation)}**\n\n> ${text}${source}`;
}

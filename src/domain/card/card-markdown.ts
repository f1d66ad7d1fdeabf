import type { Card, Part, Section } from './card.ts';

/** The line that stands where channels fold. */
const foldMark = '▼';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export function partMarkdown(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'line':
      return `${part.text}${part.marks.map((mark) => `[${mark}]`).join('')}`;
    case 'list':
      return part.items
        .map((item, at) => (part.ordered ? `${at + 1}. ${item}` : `- ${item}`))
        .join('\n');
    case 'table':
      return [row(part.head), `|${'---|'.repeat(part.head.length)}`, ...part.rows.map(row)].join(
        '\n',
      );
    case 'fields':
      return part.fields.map(({ name, value }) => `- ${name}：${value}`).join('\n');
  }
}

function sectionMarkdown({ label, note, parts }: Section): string {
  const head = label === null ? [] : [`**${label}**${note === null ? '' : `（${note}）`}`];
  return [...head, ...parts.map(partMarkdown)].join('\n\n');
}

/** A card as Markdown: what `ask --json` gives as `text` and what grounding reads. */
export function cardMarkdown(card: Card): string {
  const blocks = [
    ...(card.title === null ? [] : [`**${card.title}**`]),
    ...card.sections.map(sectionMarkdown),
    ...(card.folded.length === 0 ? [] : [foldMark, ...card.folded.map(sectionMarkdown)]),
  ];
  return blocks.join('\n\n');
}

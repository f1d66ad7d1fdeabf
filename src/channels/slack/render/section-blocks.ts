import type { types } from '@slack/bolt';
import type { Part, Section } from '../../../domain/card/card.ts';
import { cut, list, paragraph, quote, type RichPart, richBlock } from './rich-text.ts';
import { splitText } from './split-text.ts';

/** Slack refuses texts of more than 3,000 characters in a block. */
export const longestText = 2900;
const mostRows = 99;
const mostColumns = 20;

/** One table may stand in a message; those after it are lists. */
export interface TableRoom {
  left: number;
}

const tidy = (text: string): string => text.replace(/\*\*/g, '') || '—';

function tableBlock({ head, rows }: Extract<Part, { kind: 'table' }>): types.TableBlock {
  const cells = (row: readonly string[]) =>
    row.slice(0, mostColumns).map((text) => ({ type: 'raw_text' as const, text: tidy(text) }));
  return {
    type: 'table',
    column_settings: head.slice(0, mostColumns).map(() => ({ is_wrapped: true })),
    rows: [head, ...rows.slice(0, mostRows)].map(cells),
  };
}

const rowLine = (head: readonly string[], row: readonly string[]): string =>
  row.map((cell, at) => (at === 0 ? `**${tidy(cell)}**` : `${head[at] ?? ''} ${cell}`)).join('，');

/** A part as rich text in pieces that each fit. */
function partPieces(part: Part): RichPart[] {
  switch (part.kind) {
    case 'text':
      return splitText(part.text, longestText).map(paragraph);
    case 'line': {
      const marks = part.marks.map((n) => `[${n}]`).join('');
      return splitText(`${part.text}${marks}`, longestText).map(quote);
    }
    case 'list':
      return part.items.flatMap((item) =>
        splitText(item, longestText).map((piece) => list([piece], part.ordered)),
      );
    case 'fields':
      return [
        list(
          part.fields.map(({ name, value }) => `${name}：${cut(value, 600)}`),
          false,
        ),
      ];
    case 'table':
      return [
        list(
          part.rows.map((row) => cut(rowLine(part.head, row), 600)),
          false,
        ),
      ];
  }
}

export function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + lengthOf(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, one]) =>
      name === 'text' || name === 'url' || typeof one === 'object' ? sum + lengthOf(one) : sum,
    0,
  );
}

/** Items of one list were split one by one; those that fit together are one list again. */
function joined(pieces: readonly RichPart[]): RichPart[] {
  const result: RichPart[] = [];
  for (const piece of pieces.filter(({ elements }) => elements.length > 0)) {
    const last = result.at(-1);
    const together = last?.type === 'rich_text_list' && piece.type === 'rich_text_list';
    if (together && last.style === piece.style && lengthOf([last, piece]) <= longestText) {
      result[result.length - 1] = { ...last, elements: [...last.elements, ...piece.elements] };
    } else result.push(piece);
  }
  return result;
}

function packed(pieces: readonly RichPart[]): types.RichTextBlock[] {
  const blocks: types.RichTextBlock[] = [];
  for (const piece of joined(pieces)) {
    const last = blocks.at(-1);
    if (last && lengthOf([last, piece]) <= longestText) last.elements.push(piece);
    else blocks.push(richBlock([piece]));
  }
  return blocks;
}

/** A section as blocks, each inside Slack's limits. */
export function sectionBlocks(
  { label, note, parts }: Section,
  room: TableRoom,
): (types.RichTextBlock | types.TableBlock)[] {
  const title =
    label === null ? [] : [paragraph(`**${label}**${note === null ? '' : `（${note}）`}`)];
  const blocks: (types.RichTextBlock | types.TableBlock)[] = [];
  let waiting: RichPart[] = title;
  for (const part of parts) {
    if (part.kind === 'table' && room.left > 0 && part.rows.length > 0) {
      room.left--;
      blocks.push(...packed(waiting), tableBlock(part));
      waiting = [];
    } else waiting = [...waiting, ...partPieces(part)];
  }
  return [...blocks, ...packed(waiting)];
}

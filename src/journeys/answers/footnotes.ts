import type { Section } from '../../domain/card/card.ts';
import {
  type Block,
  isLineToSay,
  splitBlocks,
  splitSentences,
} from '../../domain/knowledge/blocks.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import type { Passage } from '../../domain/knowledge/passage.ts';

/** A block of a passage: the unit that an answer takes over and cites. */
export interface Piece {
  readonly passage: Passage;
  readonly block: Block;
}

export function piecesOf(passages: readonly Passage[]): Piece[] {
  return passages.flatMap((passage) =>
    splitBlocks(passage.text).map((block) => ({ passage, block })),
  );
}

export function sourceLine(passage: Passage): string {
  const sources = passage.origin === passage.card.origin ? passage.card.sources : [];
  if (sources.length === 0)
    return passage.origin === 'project' ? '归巢项目自写' : passage.card.title;
  return sources.map((source) => `${source.document}·${source.place}`).join('；');
}

const cells = (line: string): string[] =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

/** Turns pieces into card sections and numbers their sources as they are first used. */
export class Footnotes {
  readonly citations: Citation[];

  /** `before`: what is numbered already. */
  constructor(before: readonly Citation[] = []) {
    this.citations = [...before];
  }

  /** The number of a block; the same block keeps its number. */
  mark({ passage, block }: Piece): number {
    const known = this.citations.find(
      (citation) => citation.passageId === passage.id && citation.quote === block.raw,
    );
    if (known) return known.n;
    const n = this.citations.length + 1;
    this.citations.push({
      n,
      passageId: passage.id,
      document: passage.card.title,
      heading: passage.heading,
      origin: passage.origin,
      quote: block.raw,
      source: sourceLine(passage),
    });
    return n;
  }

  /** A piece as a section of a card; `label` renames it for the reader. */
  section(piece: Piece, label: string | null = piece.block.label): Section {
    const { passage, block } = piece;
    const mixed = passage.origin === 'project' && passage.card.origin !== 'project';
    const note = mixed && label !== null ? '项目自写' : null;
    return { label, note, parts: this.#parts(block, this.mark(piece)) };
  }

  #parts(block: Block, n: number): Section['parts'] {
    if (isLineToSay(block)) return [{ kind: 'line', text: block.raw, marks: [n] }];
    if (block.form === 'table') {
      const [head = '', , ...rows] = block.lines;
      const marked = rows.map((line) =>
        cells(line).map((cell, at, all) => (at === all.length - 1 ? `${cell} [${n}]` : cell)),
      );
      return [{ kind: 'table', head: cells(head), rows: marked }];
    }
    if (block.form === 'list') {
      const ordered = /^\d/.test(block.raw);
      const items = block.lines.map((line) => `${line.replace(/^(?:-|\d+\.)\s+/, '')}[${n}]`);
      return [{ kind: 'list', ordered, items }];
    }
    const cited = block.lines.map((line) =>
      splitSentences(line)
        .map((sentence) => `${sentence}[${n}]`)
        .join(''),
    );
    return [{ kind: 'text', text: cited.join('\n') }];
  }
}

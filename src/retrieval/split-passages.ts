import { Lexer } from 'marked';
import type { KnowledgeCard, Origin, Passage } from '../domain/knowledge/passage.ts';

// Longer runs without a heading are cut at block, then sentence ends (design: 300–500 characters a
// passage; an encyclopaedia paragraph of 1000 still reads as one thought and ranks better whole).
const longestPassage = 1000;

interface Section {
  path: string[];
  origin: Origin | null;
  facts: string[] | null;
  chunks: string[];
}

interface HeadingAttributes {
  title: string;
  origin: Origin | null;
  facts: string[] | null;
}

function readHeading(text: string): HeadingAttributes {
  const match = /^(.*?)\s*\{([^}]*)\}\s*$/.exec(text);
  if (!match) return { title: text, origin: null, facts: null };
  const attributes = new Map(
    (match[2] ?? '').split(/\s+/).map((pair) => pair.split('=') as [string, string]),
  );
  const origin = attributes.get('origin') as Origin | undefined;
  const facts = attributes.get('facts')?.split(',');
  return { title: match[1] ?? '', origin: origin ?? null, facts: facts ?? null };
}

function cutLong(raw: string): string[] {
  if (raw.length <= longestPassage || raw.startsWith('|')) return [raw];
  const pieces: string[] = [];
  let piece = '';
  for (const sentence of raw.match(/[^。！？!?\n]*[。！？!?\n]+[”’）)]*|[^。！？!?\n]+$/g) ?? [
    raw,
  ]) {
    if (piece !== '' && piece.length + sentence.length > longestPassage) {
      pieces.push(piece);
      piece = '';
    }
    piece += sentence;
    while (piece.length > longestPassage * 2) {
      pieces.push(piece.slice(0, longestPassage));
      piece = piece.slice(longestPassage);
    }
  }
  return piece === '' ? pieces : [...pieces, piece];
}

function sectionsOf(body: string): Section[] {
  const sections: Section[] = [{ path: [], origin: null, facts: null, chunks: [] }];
  for (const token of new Lexer().lex(body)) {
    const current = sections.at(-1) as Section;
    if (token.type === 'heading') {
      const { title, origin, facts } = readHeading(token.text as string);
      const above = Array.from(
        { length: (token.depth as number) - 1 },
        (_none, at) => current.path[at] ?? '',
      );
      const path = [...above, title];
      sections.push({ path, origin, facts, chunks: [] });
    } else if (token.type !== 'space') {
      current.chunks.push(...cutLong(token.raw.trim()));
    }
  }
  return sections;
}

/** Packs a section's blocks into passages; a label line stays with the block it names. */
function pack(chunks: readonly string[]): string[] {
  const packed: string[] = [];
  for (const chunk of chunks) {
    const last = packed.at(-1);
    if (last !== undefined && last.length + chunk.length <= longestPassage) {
      packed[packed.length - 1] = `${last}\n\n${chunk}`;
    } else {
      packed.push(chunk);
    }
  }
  return packed;
}

/** A card's body as passages: one heading path each, tables whole, Markdown kept as written. */
export function splitPassages(card: KnowledgeCard, body: string): Passage[] {
  const passages: Passage[] = [];
  for (const section of sectionsOf(body)) {
    for (const text of pack(section.chunks)) {
      const first = passages.length === 0;
      passages.push({
        id: `${card.id}#${passages.length + 1}`,
        card,
        origin: section.origin ?? card.origin,
        heading: section.path.filter((part) => part !== '').join(' › '),
        text,
        facts: section.facts ?? (first || section.origin === null ? card.facts : []),
      });
    }
  }
  return passages;
}

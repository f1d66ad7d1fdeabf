import type { Card, Section } from '../../domain/card/card.ts';
import type { Passage } from '../../domain/knowledge/passage.ts';
import { Footnotes, type Piece, piecesOf } from './footnotes.ts';

/** What stands before the fold; style-dialogues: at most 300 characters. */
const foldAfter = 300;

type Wish = 'line' | 'figure' | 'reason' | 'steps' | 'any';

function wishOf(question: string): Wish {
  if (/(怎么|咋|如何)(说|回|接|答|开口|讲)|话术|怎么跟.{0,8}说|回什么|说什么|第一句/.test(question))
    return 'line';
  if (/多少|几|多久|多长|百分之|比例|频率|什么时候|何时|期限|门槛/.test(question)) return 'figure';
  if (/为什么|为啥|凭什么|原因|道理/.test(question)) return 'reason';
  if (/怎么|咋|如何|步骤|流程|办法|怎样/.test(question)) return 'steps';
  return 'any';
}

const preferred: Record<Wish, readonly (string | null)[]> = {
  line: ['照着说', null, '反问一句', '别说'],
  figure: [null, '数字', '说法不一'],
  reason: [null, '为什么', '要点'],
  steps: [null, '照着说', '怎么做', '要点'],
  any: [null, '要点', '怎么做', '照着说', '数字'],
};

/** The reply first, then the block the question asks for, the rest in the card's own order. */
function order(pieces: readonly Piece[], question: string): Piece[] {
  const [lead] = pieces;
  if (!lead) return [];
  const labels = preferred[wishOf(question)];
  const place = ({ block }: Piece): number => {
    const at = labels.indexOf(block.label);
    return at === -1 ? labels.length : at;
  };
  const rest = pieces.slice(1).map((piece, at) => ({ piece, at }));
  rest.sort((a, b) => place(a.piece) - place(b.piece) || a.at - b.at);
  return [lead, ...rest.map(({ piece }) => piece)];
}

/**
 * The first passage answers; where it has no line to say, the first one of a later section comes up,
 * because that is what a manager reads on the way to the phone.
 */
function arrange(passages: readonly Passage[], question: string): Piece[] {
  const [first, ...later] = passages;
  if (!first) return [];
  const opening = order(piecesOf([first]), question);
  const rest = piecesOf(later);
  const hasLine = opening.some((piece) => piece.block.label === '照着说');
  const wanted = ['line', 'steps', 'any'].includes(wishOf(question));
  const line = hasLine || !wanted ? undefined : rest.find(({ block }) => block.label === '照着说');
  if (!line) return [...opening, ...rest];
  const [lead, ...others] = opening;
  const remaining = rest.filter((piece) => piece !== line);
  return [...(lead ? [lead] : []), line, ...others, ...remaining];
}

/** A section's title, where it makes no statement of its own: figures in it would carry no mark. */
function sectionTitle(piece: Piece, before: Piece | undefined): Section[] {
  const { heading } = piece.passage;
  const same = before?.passage.id === piece.passage.id;
  if (same || heading === '' || /[\d一二两三四五六七八九十]/.test(heading)) return [];
  return [{ label: heading.replace(/^.*› /, ''), note: null, parts: [] }];
}

export interface Material {
  /** All passages of the card that answers, in order. */
  readonly main: readonly Passage[];
  /** First passages of neighbouring cards that add to it. */
  readonly also: readonly Passage[];
}

/**
 * Composes an answer out of whole sentences of the material: direct reply, the block that the question
 * asks for, then, behind the fold, everything else the card holds and what neighbouring cards add.
 */
export function composeAnswer(question: string, material: Material): Card {
  const footnotes = new Footnotes();
  const sections: Section[] = [];
  const folded: Section[] = [];
  let length = 0;
  let before: Piece | undefined;
  for (const piece of arrange(material.main, question)) {
    const section = footnotes.section(piece);
    const fits = length === 0 || length + piece.block.raw.length <= foldAfter;
    if (folded.length === 0 && fits) sections.push(section);
    else folded.push(...sectionTitle(piece, before), section);
    length += piece.block.raw.length;
    before = piece;
  }
  const also = material.also.flatMap((passage) => piecesOf([passage]).slice(0, 2));
  folded.push(...also.map((piece) => footnotes.section(piece)));
  return { title: null, sections, folded, actions: [], citations: footnotes.citations };
}

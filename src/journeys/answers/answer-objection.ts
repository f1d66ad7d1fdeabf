import type { Action, Card, Section } from '../../domain/card/card.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import type { Topic } from '../../domain/conversation/topic.ts';
import type { KnowledgeCard, Passage } from '../../domain/knowledge/passage.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import { Footnotes, type Piece, piecesOf } from './footnotes.ts';
import { lineFor, type OpenCard, openCard } from './objection-pieces.ts';

/** What stands before the fold; style-dialogues: at most 300 characters. */
const foldAfter = 300;

type Setting = Pick<Topic, 'channel' | 'disc'>;

/** Sections as they come; those that would break the fold go behind it. */
class Fold {
  readonly sections: Section[] = [];
  readonly folded: Section[] = [];
  #room = foldAfter;

  add(section: Section): void {
    const length = lengthOf(section);
    if (this.sections.length > 0 && length > this.#room) {
      this.#split(section);
      return;
    }
    this.#room -= length;
    this.sections.push(section);
  }

  /** A list shows as many items as fit; the whole of it stands behind the fold. */
  #split(section: Section): void {
    const [part] = section.parts;
    if (part?.kind === 'list') {
      const [first] = part.items;
      if (first !== undefined && first.length <= this.#room) {
        this.#room -= first.length;
        this.sections.push({ ...section, parts: [{ ...part, items: [first] }] });
      }
    }
    this.folded.push(section);
  }
}

function lengthOf(section: Section): number {
  return section.parts.reduce((sum, part) => {
    if (part.kind === 'list') return sum + part.items.join('').length;
    return part.kind === 'text' || part.kind === 'line' ? sum + part.text.length : sum;
  }, 0);
}

function labelOfLine(piece: Piece): string {
  return piece.block.label === '发微信' ? '照着发' : '照着说';
}

function actionsFor(setting: Setting): Action[] {
  const other =
    setting.channel === 'wechat'
      ? ({ label: '电话怎么说', do: 'ask', text: '电话里怎么说' } as const)
      : ({ label: '发微信版', do: 'ask', text: '发微信怎么说' } as const);
  return [
    { label: '换个说法', do: 'ask', text: '换个说法' },
    { label: '他还是不同意', do: 'ask', text: '他还是不同意' },
    other,
    { label: '看原文', do: 'open', citation: 1 },
  ];
}

function restOf(open: OpenCard, shown: readonly Piece[], notes: Footnotes): Section[] {
  let heading = '';
  return open.pieces
    .filter((piece) => !shown.includes(piece))
    .flatMap((piece) => {
      const section = notes.section(piece);
      const fresh = piece.passage.heading !== heading;
      heading = piece.passage.heading;
      const title: Section = { label: heading, note: null, parts: [] };
      if (piece.block.label === null && heading === '') return [{ ...section, label: '先想一层' }];
      if (piece.block.label === null) return [{ ...section, label: heading }];
      return fresh && heading !== '' ? [title, section] : [section];
    });
}

function single(open: OpenCard, setting: Setting): Card {
  const notes = new Footnotes();
  const fold = new Fold();
  const line = lineFor(open, setting);
  const first = [line, open.under('为什么'), open.under('反问一句'), open.under('别说')].filter(
    (piece) => piece !== undefined,
  );
  for (const piece of first) {
    fold.add(notes.section(piece, piece === line ? labelOfLine(piece) : piece.block.label));
  }
  const folded = [...fold.folded, ...restOf(open, first, notes)];
  const actions = actionsFor(setting);
  return { title: null, sections: fold.sections, folded, actions, citations: notes.citations };
}

function mixed(opened: readonly OpenCard[], setting: Setting): Card {
  const notes = new Footnotes();
  const named = (open: OpenCard, section: Section): Section => ({
    ...section,
    note: open.card.title,
  });
  // Lines first, so that what is read first carries the first numbers.
  const lines = opened.map((open) => ({ open, line: lineFor(open, setting) }));
  const sections = lines.flatMap(({ open, line }) =>
    line ? [named(open, notes.section(line, labelOfLine(line)))] : [],
  );
  const folded = lines.flatMap(({ open, line }) => {
    const first = [open.under('反问一句'), open.under('别说')].filter(
      (piece) => piece !== undefined,
    );
    const shown = line ? [line, ...first] : first;
    return [
      ...first.map((piece) => named(open, notes.section(piece))),
      ...restOf(open, shown, notes).slice(0, 6),
    ];
  });
  return {
    title: null,
    sections,
    folded,
    actions: actionsFor(setting),
    citations: notes.citations,
  };
}

/** What the playbooks hold on the same matter, behind everything else. */
function withMaterial(card: Card, passages: readonly Passage[]): Card {
  if (passages.length === 0) return card;
  const notes = new Footnotes(card.citations);
  const title: Section = { label: '课程和规则里相关的', note: null, parts: [] };
  const material = piecesOf(passages).map((piece) => notes.section(piece));
  return { ...card, folded: [...card.folded, title, ...material], citations: notes.citations };
}

/**
 * The reply to one objection, or to two that came in one breath: lines to say first. `material`: what
 * the playbooks hold on it, for the manager who wanted to know rather than to answer.
 */
export function answerObjection(
  cards: readonly KnowledgeCard[],
  setting: Setting,
  index: PlaybookIndex,
  material: readonly Passage[] = [],
): Answer {
  const opened = cards.map((card) => openCard(card, index));
  const [only] = opened;
  const reply = opened.length === 1 && only ? single(only, setting) : mixed(opened, setting);
  const card = withMaterial(reply, material);
  const lead = only ? lineFor(only, setting)?.block.label : undefined;
  const topic: Topic = {
    cardIds: cards.map(({ id }) => id),
    ...setting,
    rung: 0,
    shown: lead ? [lead] : [],
  };
  const see = cards.flatMap(({ see }) => see).map((id) => index.card(id)?.title);
  const suggestions = [...new Set(see.filter((title) => title !== undefined))].slice(0, 3);
  return answerWith({ kind: 'answer', intent: 'objection', card, topic, suggestions });
}

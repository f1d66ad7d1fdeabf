import type { Card, Part, Section } from '../../domain/card/card.ts';
import { cardMarkdown } from '../../domain/card/card-markdown.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import { groundingFaults } from '../../domain/knowledge/grounding.ts';
import type { ToldBlock, ToldSentence } from '../../domain/knowledge/read-model-answer.ts';
import type { FreeTurn } from './free-turn-parts.ts';

/** Numbers the citations of an answer as they are first used, and fills the slots. */
class Writer {
  readonly citations: Citation[] = [];
  readonly #turn: FreeTurn;

  constructor(turn: FreeTurn) {
    this.#turn = turn;
  }

  marksOf({ text, handles }: ToldSentence): number[] {
    const marks = handles.flatMap((handle) => {
      const cited = this.#turn.sources.citationFor(handle, text);
      if (cited === null) return [];
      const known = this.citations.find(
        ({ passageId, quote }) => passageId === cited.passageId && quote === cited.quote,
      );
      if (known) return [known.n];
      this.citations.push({ n: this.citations.length + 1, ...cited });
      return [this.citations.length];
    });
    return [...new Set(marks)];
  }

  /** Square brackets of a model would read as marks. */
  words(text: string): string {
    const plain = text
      .replace(/\[/g, '［')
      .replace(/\]/g, '］')
      .replace(/[`*#>|]/g, '');
    return this.#turn.vault.fill(plain);
  }

  sentence(one: ToldSentence): string {
    const marks = this.marksOf(one).map((n) => `[${n}]`);
    return `${this.words(one.text)}${marks.join('')}`;
  }
}

function partOf(block: ToldBlock, writer: Writer): Part {
  const [first = { text: '', handles: [] }] = block.sentences;
  if (block.kind === 'line') {
    return { kind: 'line', text: writer.words(first.text), marks: writer.marksOf(first) };
  }
  const text = block.sentences.map((sentence) => writer.sentence(sentence)).join('');
  return block.kind === 'item'
    ? { kind: 'list', ordered: false, items: [text] }
    : { kind: 'text', text };
}

function joined(parts: readonly Part[]): Part[] {
  const out: Part[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (part.kind === 'list' && last?.kind === 'list')
      out[out.length - 1] = { ...last, items: [...last.items, ...part.items] };
    else out.push(part);
  }
  return out;
}

function sectionsOf(blocks: readonly ToldBlock[], writer: Writer): Section[] {
  const sections: Section[] = [];
  for (const block of blocks) {
    const part = partOf(block, writer);
    const last = sections.at(-1);
    if (block.kind === 'line') sections.push({ label: '照着说', note: '模型改写', parts: [part] });
    else if (last && last.label === null)
      sections[sections.length - 1] = { ...last, parts: joined([...last.parts, part]) };
    else sections.push({ label: null, note: null, parts: [part] });
  }
  return sections;
}

/**
 * The answer as it is shown: slots filled, sources cited from the originals. The same gate as offline
 * looks at it once more as it stands; null: it does not pass.
 */
export function shownAnswer(
  blocks: readonly ToldBlock[],
  offline: Answer,
  turn: FreeTurn,
): Answer | null {
  const writer = new Writer(turn);
  const sections = sectionsOf(blocks, writer);
  const opens = writer.citations[0]?.origin !== 'record' && writer.citations.length > 0;
  const card: Card = {
    title: null,
    sections,
    folded: [],
    actions: [
      ...turn.actions,
      ...(opens ? [{ label: '看原文', do: 'open', citation: 1 } as const] : []),
    ],
    citations: writer.citations,
  };
  const text = cardMarkdown(card);
  if (groundingFaults(text, card.citations, turn.sources.visible()).length > 0) return null;
  const clientIds = [...turn.clientIds];
  const answer = answerWith({
    kind: 'answer',
    intent: offline.intent,
    card,
    suggestions: offline.suggestions,
    topic: offline.topic,
    data: clientIds.length === 0 ? {} : { clientIds },
  });
  return { ...answer, mode: 'model' };
}

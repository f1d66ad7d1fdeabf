import type { Span } from './view.ts';

export interface Clause extends Span {
  readonly sentence: number;
  /** What closes it: `?` makes a question; empty at the end of the text. */
  readonly mark: string;
}

export interface Clauses {
  readonly all: readonly Clause[];
  readonly sentences: readonly Span[];
}

const sentenceMarks = '。!?;\n';
// A comma or colon inside a number or a time of day parts nothing.
const parting = /[。!?;\n]+|(?<!\d)[,:]|[,:](?!\d)/g;

/** Cuts a normalised text into clauses (， ： and up) and sentences (。！？； and line ends). */
export function clausesOf(text: string): Clauses {
  const all: Clause[] = [];
  const sentences: Span[] = [];
  let from = 0;
  let sentenceFrom = 0;
  const close = (to: number, mark: string, next: number) => {
    if (to > from) all.push({ from, to, sentence: sentences.length, mark });
    from = next;
    if (mark !== '' && !sentenceMarks.includes(mark.charAt(0))) return;
    if (next > sentenceFrom) sentences.push({ from: sentenceFrom, to: next });
    sentenceFrom = next;
  };
  for (const match of text.matchAll(parting)) {
    close(match.index, match[0], match.index + match[0].length);
  }
  close(text.length, '', text.length);
  return { all, sentences };
}

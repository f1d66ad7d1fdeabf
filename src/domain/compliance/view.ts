/**
 * A text as the rules read it. Unit `i` of `text` stands for the units `starts[i]` to `ends[i]`
 * (exclusive) of the text as given; both lists never fall.
 */
export interface View {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Units of a view, end exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Replaces each match; all units of a replacement stand for the whole of what was matched. */
export function rewriteView(
  view: View,
  pattern: RegExp,
  replacement: (match: RegExpMatchArray) => string,
): View {
  if (view.text.search(pattern) < 0) return view;
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  const keep = (to: number) => {
    text += view.text.slice(at, to);
    for (let unit = at; unit < to; unit++) {
      starts.push(view.starts[unit] ?? 0);
      ends.push(view.ends[unit] ?? 0);
    }
  };
  for (const match of view.text.matchAll(pattern)) {
    if (match[0] === '') continue;
    keep(match.index);
    at = match.index + match[0].length;
    const words = replacement(match);
    text += words;
    for (let unit = 0; unit < words.length; unit++) {
      starts.push(view.starts[match.index] ?? 0);
      ends.push(view.ends[at - 1] ?? 0);
    }
  }
  keep(view.text.length);
  return { text, starts, ends };
}

/** Where a span of the view stands in the text as given: UTF-16 units, end exclusive. */
export function asGiven(view: View, { from, to }: Span): [number, number] {
  return [view.starts[from] ?? 0, view.ends[to - 1] ?? 0];
}

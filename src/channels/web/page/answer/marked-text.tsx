import { Fragment, type ReactNode, use } from 'react';
import { SourcesContext } from './sources-context.ts';

/** A citation's number, which opens it. */
function Mark({ n }: { readonly n: number }) {
  const { citations, open } = use(SourcesContext);
  const citation = citations.find((one) => one.n === n);
  if (!citation) return `[${n}]`;
  return (
    <button
      type="button"
      className="mark"
      aria-label={`出处 ${n}：${citation.document}`}
      onClick={() => open(n)}
    >
      {n}
    </button>
  );
}

/** A mark stays on the line of the character before it. */
function withMark(before: string, n: number): ReactNode {
  if (before === '') return <Mark n={n} />;
  return (
    <span className="unbroken">
      {before}
      <Mark n={n} />
    </span>
  );
}

function nodeOf(token: string): ReactNode {
  const [, before = '', n] = /^([^*]?)\[(\d+)\]$/.exec(token) ?? [];
  if (n !== undefined) return withMark(before, Number(n));
  const strong = /^\*\*(.+)\*\*$/.exec(token)?.[1];
  return strong === undefined ? token : <strong>{strong}</strong>;
}

/** A card's string: `**…**` is strong, `[n]` a mark, and nothing else is markup. */
export function MarkedText({ text }: { readonly text: string }) {
  const tokens = text.split(/(\*\*.+?\*\*|[^*]?\[\d+\])/u);
  return tokens.map((token, at) => <Fragment key={at}>{nodeOf(token)}</Fragment>);
}

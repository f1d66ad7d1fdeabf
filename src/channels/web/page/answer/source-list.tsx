import { use } from 'react';
import type { Citation } from '../../../../domain/knowledge/citation.ts';
import { OriginTag } from './origin-tag.tsx';
import { SourcesContext } from './sources-context.ts';

interface Place {
  readonly name: string;
  readonly origin: Citation['origin'];
  readonly marks: readonly number[];
}

/** One entry a place, with all the marks that stand on it. */
function placesOf(citations: readonly Citation[]): Place[] {
  const places = new Map<string, Place>();
  for (const { n, origin, document, heading } of citations) {
    const name = heading === '' ? document : `${document} › ${heading}`;
    const key = `${origin} ${name}`;
    const marks = [...(places.get(key)?.marks ?? []), n];
    places.set(key, { name, origin, marks });
  }
  return [...places.values()];
}

/** 1, 2, 3, 5 as 1–3、5. */
function ranges(marks: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const n of marks) {
    const last = runs.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join('、');
}

/** Where the answer comes from, in a line. */
export function SourceList({ shown }: { readonly shown: readonly Citation[] }) {
  const { open } = use(SourcesContext);
  if (shown.length === 0) return null;
  return (
    <ul className="sources" aria-label="出处">
      {placesOf(shown).map(({ name, origin, marks }) => (
        <li key={`${origin} ${name}`}>
          <button type="button" onClick={() => open(marks[0] ?? 1)}>
            <span className="numbers">{ranges(marks)}</span>
            <OriginTag origin={origin} />
            <span className="place">{name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

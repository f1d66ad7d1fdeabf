type Half = 'tuning' | 'unseen';

/** One judgement on one case: whether a measure held. */
export interface Mark {
  readonly id: string;
  readonly half: Half;
  /** What is measured, as the table names it. */
  readonly measure: string;
  /** Kind of case, for the breakdown. */
  readonly group: string;
  readonly ok: boolean;
  /** 0–1, where a measure is more than yes or no. */
  readonly share?: number;
  /** For reading misses: what was asked and what came. */
  readonly detail: string;
}

export interface Figure {
  readonly measure: string;
  /** Empty: over all groups. */
  readonly group: string;
  readonly cases: number;
  /** Percent of each half, null where it has no case. */
  readonly tuning: number | null;
  readonly unseen: number | null;
}

function percent(marks: readonly Mark[], half: Half): number | null {
  const own = marks.filter((mark) => mark.half === half);
  if (own.length === 0) return null;
  const sum = own.reduce((total, { ok, share }) => total + (share ?? Number(ok)), 0);
  return Math.round((1000 * sum) / own.length) / 10;
}

function figure(measure: string, group: string, marks: readonly Mark[]): Figure {
  const [tuning, unseen] = [percent(marks, 'tuning'), percent(marks, 'unseen')];
  return { measure, group, cases: marks.length, tuning, unseen };
}

/** Percentages by measure, each followed by its breakdown where there is more than one group. */
export function figuresOf(marks: readonly Mark[]): Figure[] {
  const measures = [...new Set(marks.map((mark) => mark.measure))];
  return measures.flatMap((measure) => {
    const own = marks.filter((mark) => mark.measure === measure);
    const groups = [...new Set(own.map((mark) => mark.group))].sort();
    const rest = groups.map((group) =>
      figure(
        measure,
        group,
        own.filter((mark) => mark.group === group),
      ),
    );
    return [figure(measure, '', own), ...(groups.length > 1 ? rest : [])];
  });
}

export interface Comparison {
  readonly figures: readonly (Figure & { readonly before: Figure | null })[];
  readonly better: readonly Mark[];
  readonly worse: readonly Mark[];
}

/** The figures of two runs over the same cases beside each other, and the cases that changed. */
export function compareMarks(before: readonly Mark[], after: readonly Mark[]): Comparison {
  const keyOf = ({ id, measure, detail }: Mark): string =>
    `${id} ${measure} ${detail.split(' → ')[0]}`;
  const earlier = new Map(before.map((mark) => [keyOf(mark), mark.ok]));
  const changed = (ok: boolean): Mark[] =>
    after.filter((mark) => mark.ok === ok && earlier.get(keyOf(mark)) === !ok);
  const beforeFigures = figuresOf(before);
  const figures = figuresOf(after)
    .filter((one) => one.group === '')
    .map((one) => ({
      ...one,
      before:
        beforeFigures.find((other) => other.measure === one.measure && other.group === '') ?? null,
    }));
  return { figures, better: changed(true), worse: changed(false) };
}

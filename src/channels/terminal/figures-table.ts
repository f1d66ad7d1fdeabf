import type { Comparison, Figure } from '../../journeys/evaluation/mark.ts';

const cell = (value: number | null): string => (value === null ? '–' : String(value));

/** An evaluation's figures as a Markdown table, percent of each half. */
export function figuresTable(title: string, figures: readonly Figure[]): string {
  const rows = figures.map(({ measure, group, cases, tuning, unseen }) => {
    const name = group === '' ? measure : `　${group}`;
    return `| ${name} | ${cases} | ${cell(tuning)} | ${cell(unseen)} |`;
  });
  return [`| ${title} % | 题数 | 调整用 | 未用于调整 |`, '|---|---|---|---|', ...rows].join('\n');
}

/** Two runs beside each other: what is served now, then what the change would give. */
export function comparisonTable(title: string, figures: Comparison['figures']): string {
  const rows = figures.map(({ measure, cases, tuning, unseen, before }) => {
    const both = `${cell(before?.tuning ?? null)} → ${cell(tuning)} | ${cell(before?.unseen ?? null)} → ${cell(unseen)}`;
    return `| ${measure} | ${cases} | ${both} |`;
  });
  return [`| ${title} % | 题数 | 调整用 | 未用于调整 |`, '|---|---|---|---|', ...rows].join('\n');
}

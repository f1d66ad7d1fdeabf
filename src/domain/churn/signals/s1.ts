import { type Day, formatDay } from '../../calendar/day.ts';
import { dayText } from '../evidence.ts';
import type { FeatureRow } from '../feature-row.ts';
import type { Signal } from '../signal.ts';

const tagNames: Readonly<Record<string, string>> = { relocation: '搬迁', 'job-change': '换工作' };

function changes({ addressChange, employerChange, moveTags }: FeatureRow, since: Day): Day[] {
  const told = [addressChange, employerChange].flatMap((change) =>
    change !== null && !change.drive ? [change.on] : [],
  );
  return [...told, ...moveTags].filter((on) => on > since);
}

/** A client who moves or changes jobs; a day on which the bank cleaned its data is none. */
export const s1: Signal = {
  code: 'S1',
  title: '工作或住所变动',
  fires(row, { S1 }) {
    const found = changes(row, row.day - S1.days);
    if (found.length === 0) return null;
    return { value: row.day - Math.max(...found), threshold: S1.days };
  },
  evidence({ day, clientId, addressChange, employerChange }, { tags }, { S1 }) {
    const since = day - S1.days;
    const told = [
      ['住址', addressChange],
      ['单位', employerChange],
    ] as const;
    const lines = told.flatMap(([name, change]) =>
      change !== null && !change.drive && change.on > since
        ? [`${name}于${dayText(change.on)}变更登记`]
        : [],
    );
    const entered = tags.filter(({ tag, on }) => S1.tags.includes(tag) && on > since);
    return {
      lines: [
        ...lines,
        ...entered.map(({ tag, on }) => `${dayText(on)}登记标签“${tagNames[tag] ?? tag}”`),
      ],
      rows: [
        ...(lines.length > 0 ? [`clients:${clientId}`] : []),
        ...entered.map(({ tag, on }) => `tags:${clientId}/${tag}/${formatDay(on)}`),
      ],
    };
  },
};

import { type ReactNode, useState } from 'react';
import type { Part } from '../../../../domain/card/card.ts';
import { TrendChart } from '../clients/trend-chart.tsx';
import { MarkedText } from './marked-text.tsx';
import { thinMarks } from './thin-marks.ts';

type Table = Extract<Part, { kind: 'table' }>;
type Key = number | string | null;

interface Sort {
  readonly column: number;
  readonly up: boolean;
}

function compare(a: Key, b: Key, up: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order =
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), 'zh-Hans-CN');
  return up ? order : -order;
}

/** Row numbers in the order that is asked for; what is not known comes last. */
function orderOf({ rows, keys }: Table, sort: Sort | null): number[] {
  const places = rows.map((_row, at) => at);
  if (sort === null || keys === undefined) return places;
  const key = (at: number): Key => keys[at]?.[sort.column] ?? null;
  return places.sort((a, b) => compare(key(a), key(b), sort.up) || a - b);
}

const said = (sort: Sort | null, column: number): 'ascending' | 'descending' | 'none' => {
  if (sort?.column !== column) return 'none';
  return sort.up ? 'ascending' : 'descending';
};

interface HeadProps {
  readonly table: Table;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort) => void;
}

function Head({ table, sort, onSort }: HeadProps) {
  return (
    <tr>
      {table.head.map((cell, column) =>
        table.keys === undefined ? (
          <th key={cell} scope="col">
            <MarkedText text={cell} />
          </th>
        ) : (
          <th key={cell} scope="col" aria-sort={said(sort, column)}>
            <button
              type="button"
              className="sorts"
              onClick={() => onSort({ column, up: sort?.column === column ? !sort.up : true })}
            >
              {cell}
              <span aria-hidden="true">
                {sort?.column === column ? (sort.up ? '▲' : '▼') : '↕'}
              </span>
            </button>
          </th>
        ),
      )}
    </tr>
  );
}

const trendLabel = ({ rows }: Table): string =>
  `从${rows[0]?.slice(0, 2).join(' ')}到${rows.at(-1)?.slice(0, 2).join(' ')}`;

interface ScrollerProps {
  readonly narrow: boolean;
  readonly children: ReactNode;
}

function Scroller({ narrow, children }: ScrollerProps) {
  return (
    // Wide tables scroll; by keyboard only what has the focus does.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className={`table${narrow ? ' narrow' : ''}`} tabIndex={0} aria-label="表格">
      {children}
    </section>
  );
}

/** A table whose columns sort, where their keys are known, and whose figures are drawn. */
export function TableView(table: Table) {
  const { head, rows, clients, trend } = table;
  const [sort, setSort] = useState<Sort | null>(null);
  // The bars of the text form say again what the line shows.
  const width = trend === undefined ? head.length : head.length - 1;
  const shown = rows.map((row) => row.slice(0, width));
  const cells = thinMarks(shown.flat());
  const body = shown.map((_row, at) => cells.slice(at * width, (at + 1) * width));
  return (
    <>
      {trend !== undefined && <TrendChart values={trend} label={trendLabel(table)} />}
      <Scroller narrow={trend !== undefined}>
        <table>
          <thead>
            <Head table={{ ...table, head: head.slice(0, width) }} sort={sort} onSort={setSort} />
          </thead>
          <tbody>
            {orderOf(table, sort).map((at) => (
              <tr key={`${at}-${body[at]?.[0]}`}>
                {body[at]?.map((cell, column) => (
                  <td key={`${head[column]}-${cell}`}>
                    {column === 0 && clients?.[at] !== undefined ? (
                      <a href={`/clients/${encodeURIComponent(clients[at])}`}>{cell}</a>
                    ) : (
                      <MarkedText text={cell} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </>
  );
}

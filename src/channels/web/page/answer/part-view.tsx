import type { Part } from '../../../../domain/card/card.ts';
import { CopyButton } from './copy-button.tsx';
import { lineWords } from './line-words.ts';
import { MarkedText } from './marked-text.tsx';
import { thinMarks } from './thin-marks.ts';

type Of<Kind extends Part['kind']> = Extract<Part, { kind: Kind }>;

function TextView({ text }: Of<'text'>) {
  return thinMarks(text.split('\n')).map((line, at) => (
    <p key={`${at}-${line}`}>
      <MarkedText text={line} />
    </p>
  ));
}

function LineView({ text, marks }: Of<'line'>) {
  return (
    <div className="line">
      <blockquote>
        <MarkedText text={text + marks.map((n) => `[${n}]`).join('')} />
      </blockquote>
      <CopyButton text={lineWords(text)} />
    </div>
  );
}

function ListView({ ordered, items }: Of<'list'>) {
  const List = ordered ? 'ol' : 'ul';
  return (
    <List>
      {thinMarks(items).map((item, at) => (
        <li key={`${at}-${item}`}>
          <MarkedText text={item} />
        </li>
      ))}
    </List>
  );
}

function TableView({ head, rows }: Of<'table'>) {
  const width = head.length;
  const cells = thinMarks(rows.flat());
  const body = rows.map((_row, at) => cells.slice(at * width, (at + 1) * width));
  return (
    // Wide tables scroll; by keyboard only what has the focus does.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="table" tabIndex={0} aria-label="表格">
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                <MarkedText text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, at) => (
                <td key={`${head[at]}-${cell}`}>
                  <MarkedText text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FieldsView({ fields }: Of<'fields'>) {
  return (
    <dl>
      {fields.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <MarkedText text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function PartView({ part }: { readonly part: Part }) {
  switch (part.kind) {
    case 'text':
      return <TextView {...part} />;
    case 'line':
      return <LineView {...part} />;
    case 'list':
      return <ListView {...part} />;
    case 'table':
      return <TableView {...part} />;
    case 'fields':
      return <FieldsView {...part} />;
  }
}

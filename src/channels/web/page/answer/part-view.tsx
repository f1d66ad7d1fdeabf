import type { Part } from '../../../../domain/card/card.ts';
import { MobileField } from '../clients/mobile-field.tsx';
import { CopyButton } from './copy-button.tsx';
import { lineWords } from './line-words.ts';
import { MarkedText } from './marked-text.tsx';
import { TableView } from './table-view.tsx';
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

function FieldsView({ fields }: Of<'fields'>) {
  return (
    <dl>
      {fields.map(({ name, value, mobileOf }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {mobileOf === undefined ? (
              <MarkedText text={value} />
            ) : (
              <MobileField clientId={mobileOf} masked={value} />
            )}
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

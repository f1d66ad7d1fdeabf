import type { Section } from '../../../../domain/card/card.ts';
import { PartView } from './part-view.tsx';

const warnings = ['别说', '别碰', '注意'];

/** A labelled section: the label beside its parts, above them on a phone. */
export function SectionView({ section }: { readonly section: Section }) {
  const { label, note, parts } = section;
  const tone = label !== null && warnings.includes(label) ? ' warns' : '';
  // A label that names the next sections, with nothing of its own below it.
  if (parts.length === 0) return <h4 className="chapter">{label}</h4>;
  return (
    <section className={`section${tone}`}>
      {label !== null && (
        <h4>
          {label}
          {note !== null && <span className="note">{note}</span>}
        </h4>
      )}
      <div className="parts">
        {parts.map((part, at) => (
          <PartView key={`${at}-${part.kind}`} part={part} />
        ))}
      </div>
    </section>
  );
}

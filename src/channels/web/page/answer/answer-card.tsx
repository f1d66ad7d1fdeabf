import Button from 'antd/es/button';
import { useId, useMemo, useState } from 'react';
import type { Action, Section } from '../../../../domain/card/card.ts';
import type { Citation } from '../../../../domain/knowledge/citation.ts';
import type { WireAnswer, WireTurn } from '../../wire.ts';
import { Opinion } from './opinion.tsx';
import { saveFile } from './save-file.ts';
import { SectionView } from './section-view.tsx';
import { SourceList } from './source-list.tsx';
import { SourcesContext } from './sources-context.ts';

const kindTitles: Partial<Record<WireAnswer['kind'], string>> = {
  'sources-differ': '说法不一，逐条并列',
  refused: '按规则不能办',
  clarify: '没看明白',
};

/** Also without evidence there may be a source: the one that only gives the name. */
function titleOf({ card, kind }: WireAnswer): string | null {
  if (card.title !== null) return card.title;
  if (kind === 'no-evidence') return card.citations.length > 0 ? '课程只列了名称' : '材料里没有';
  return kindTitles[kind] ?? null;
}

/** Asks on; `how` tells what an action wants beside that. */
export type Ask = (text: string, how?: Extract<Action, { do: 'ask' }>) => void;

interface AnswerCardProps {
  readonly turn: WireTurn;
  readonly answer: WireAnswer;
  /** False while another question is being answered. */
  readonly free: boolean;
  readonly onAsk: Ask;
  readonly onOpenSource: (turn: WireTurn, citation: Citation) => void;
}

function citedIn(sections: readonly Section[], citations: readonly Citation[]): Citation[] {
  const text = JSON.stringify(sections);
  const lines = sections.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'line' ? part.marks : [])),
  );
  return citations.filter(({ n }) => lines.includes(n) || text.includes(`[${n}]`));
}

const keyed = (sections: readonly Section[]) =>
  sections.map((section, at) => ({ section, key: `${at}-${section.label}` }));

/** An answer: what to say first, the rest behind 展开, then sources, next presses and an opinion. */
export function AnswerCard({ turn, answer, free, onAsk, onOpenSource }: AnswerCardProps) {
  const { card, kind } = answer;
  const [whole, setWhole] = useState(false);
  const foldId = useId();
  const open = (n: number) => {
    const citation = card.citations.find((one) => one.n === n);
    if (citation) onOpenSource(turn, citation);
  };
  const press = (action: Action) => {
    if (action.do === 'ask') onAsk(action.text, action);
    else if (action.do === 'open') open(action.citation);
    else saveFile(action.name, action.content);
  };
  const shown = whole ? [...card.sections, ...card.folded] : card.sections;
  const cited = useMemo(() => citedIn(shown, card.citations), [shown, card.citations]);
  const title = titleOf(answer);
  return (
    <SourcesContext value={{ citations: card.citations, open }}>
      <article className={`answer ${kind}`} aria-label="归巢的回答">
        {title !== null && <h3 className="title">{title}</h3>}
        {keyed(card.sections).map(({ section, key }) => (
          <SectionView key={key} section={section} />
        ))}
        {card.folded.length > 0 && (
          <>
            <div id={foldId} hidden={!whole} className="folded">
              {whole &&
                keyed(card.folded).map(({ section, key }) => (
                  <SectionView key={key} section={section} />
                ))}
            </div>
            <Button
              type="link"
              size="small"
              className="unfold"
              aria-expanded={whole}
              aria-controls={foldId}
              onClick={() => setWhole(!whole)}
            >
              {whole ? '收起' : '展开全部'}
            </Button>
          </>
        )}
        {answer.mode === 'model' && <p className="written">由模型组织，每句都核对过出处</p>}
        <SourceList shown={cited} />
        <footer>
          <div className="actions">
            {card.actions.map((action) => (
              <Button
                key={action.label}
                size="small"
                shape="round"
                disabled={action.do === 'ask' && !free}
                onClick={() => press(action)}
              >
                {action.label}
              </Button>
            ))}
          </div>
          <Opinion turn={turn} />
        </footer>
      </article>
    </SourcesContext>
  );
}

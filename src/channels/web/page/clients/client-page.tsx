import { useEffect, useMemo, useState } from 'react';
import type { Card } from '../../../../domain/card/card.ts';
import { SectionView } from '../answer/section-view.tsx';
import { SourcesContext } from '../answer/sources-context.ts';
import { call, Refused } from '../service/api.ts';

type Loaded = { readonly card: Card } | { readonly problem: string } | null;

function useCard(clientId: string): Loaded {
  const [loaded, setLoaded] = useState<Loaded>(null);
  useEffect(() => {
    let current = true;
    setLoaded(null);
    call<Card>('GET', `/clients/${encodeURIComponent(clientId)}`)
      .then((card) => current && setLoaded({ card }))
      .catch((error: unknown) => {
        const problem = error instanceof Refused ? error.message : '网络断开了，请刷新再试。';
        if (current) setLoaded({ problem });
      });
    return () => {
      current = false;
    };
  }, [clientId]);
  return loaded;
}

/** What the marks stand for, at the foot of the card. */
function Records({ card, opened }: { readonly card: Card; readonly opened: number | null }) {
  return (
    <details className="records" open={opened !== null}>
      <summary>{card.citations.length} 处记录</summary>
      <ol>
        {card.citations.map(({ n, source, quote }) => (
          <li key={n} value={n} className={n === opened ? 'opened' : ''}>
            <strong>{source}</strong>　{quote}
          </li>
        ))}
      </ol>
    </details>
  );
}

interface ClientPageProps {
  readonly clientId: string;
  readonly onAsk: (text: string) => void;
}

/** One client's card as a page. */
export function ClientPage({ clientId, onAsk }: ClientPageProps) {
  const loaded = useCard(clientId);
  const [opened, setOpened] = useState<number | null>(null);
  const card = loaded !== null && 'card' in loaded ? loaded.card : null;
  const sources = useMemo(() => ({ citations: card?.citations ?? [], open: setOpened }), [card]);
  if (loaded === null) return <p className="nothing">正在打开…</p>;
  if (card === null) return <p role="alert">{'problem' in loaded ? loaded.problem : ''}</p>;
  return (
    <SourcesContext value={sources}>
      <article className="answer client-card" aria-label="客户卡片">
        <h2 className="title">{card.title}</h2>
        <p className="deeds">
          <button type="button" onClick={() => onAsk(`${clientId}要来，见面前给我过一遍`)}>
            见面前三分钟
          </button>
          <button type="button" onClick={() => onAsk(`给${clientId}写条到期提醒短信`)}>
            起草到期短信
          </button>
        </p>
        {card.sections.map((section, at) => (
          <SectionView key={`${at}-${section.label}`} section={section} />
        ))}
        <Records card={card} opened={opened} />
      </article>
    </SourcesContext>
  );
}

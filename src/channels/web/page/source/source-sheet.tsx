import { useEffect, useRef, useState } from 'react';
import type { Citation } from '../../../../domain/knowledge/citation.ts';
import type { WirePassage } from '../../wire.ts';
import { OriginTag } from '../answer/origin-tag.tsx';
import { Sheet } from '../look/sheet.tsx';
import { call } from '../service/api.ts';
import { PassageText } from './passage-text.tsx';
import { splitPassage } from './split-passage.ts';

export interface OpenedSource {
  readonly turnId: string;
  readonly citation: Citation;
}

/** The quoted span at once; the passage around it as soon as it is there. */
function usePassage({ turnId, citation }: OpenedSource): WirePassage {
  const [passage, setPassage] = useState<WirePassage | null>(null);
  useEffect(() => {
    let current = true;
    setPassage(null);
    call<WirePassage>('GET', `/turns/${turnId}/citations/${citation.n}`)
      .then((found) => current && setPassage(found))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [turnId, citation]);
  return passage ?? { citation, text: citation.quote, whole: false };
}

function Passage({ opened }: { readonly opened: OpenedSource }) {
  const { citation, text, whole } = usePassage(opened);
  const [before, quote, after] = splitPassage(text, citation.quote);
  const quoted = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls again when the whole passage comes
  useEffect(() => {
    quoted.current?.scrollIntoView({ block: 'center' });
  }, [text]);
  return (
    <article className="passage">
      <p className="from">
        <OriginTag origin={citation.origin} long />
        {citation.heading !== '' && <span>{citation.heading}</span>}
      </p>
      <div className="passage-text">
        <PassageText text={before} />
        <mark ref={quoted}>
          <PassageText text={quote} />
        </mark>
        <PassageText text={after} />
      </div>
      <p className="place">出自：{citation.source}</p>
      {whole && <p className="place">这是回答当时的原文，标亮的是引用的部分。</p>}
    </article>
  );
}

interface SourceSheetProps {
  readonly opened: OpenedSource;
  readonly onClose: () => void;
}

/** A source beside the conversation, or from below on a phone. */
export function SourceSheet({ opened, onClose }: SourceSheetProps) {
  const { document: title } = opened.citation;
  return (
    <Sheet title={title} side="right" closeLabel="关闭原文" onClose={onClose}>
      <Passage opened={opened} />
    </Sheet>
  );
}

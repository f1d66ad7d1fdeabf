import { useEffect, useRef } from 'react';
import type { Step } from '../../../../domain/conversation/step.ts';
import type { Citation } from '../../../../domain/knowledge/citation.ts';
import type { WireTurn } from '../../wire.ts';
import type { Ask } from '../answer/answer-card.tsx';
import { TurnItem } from './turn-item.tsx';

interface TranscriptProps {
  readonly turns: readonly WireTurn[];
  readonly steps: Readonly<Record<string, Step>>;
  readonly free: boolean;
  readonly onAsk: Ask;
  readonly onOpenSource: (turn: WireTurn, citation: Citation) => void;
}

/** The conversation: the newest question comes to the top, so that its answer is read from the start. */
export function Transcript({ turns, steps, free, onAsk, onOpenSource }: TranscriptProps) {
  const end = useRef<HTMLOListElement>(null);
  const newest = turns.at(-1);
  const shown = `${newest?.turnId} ${newest?.state}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the newest turn changes
  useEffect(() => {
    end.current?.lastElementChild?.scrollIntoView({ block: 'start' });
  }, [shown]);
  return (
    <ol className="transcript" ref={end} aria-label="对话">
      {turns.map((turn) => (
        <TurnItem
          key={turn.turnId}
          turn={turn}
          step={steps[turn.turnId]}
          newest={turn === newest}
          free={free}
          onAsk={onAsk}
          onOpenSource={onOpenSource}
        />
      ))}
    </ol>
  );
}

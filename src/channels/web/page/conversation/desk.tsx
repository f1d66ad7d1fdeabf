import { useEffect, useState } from 'react';
import type { WireDesk } from '../../wire.ts';
import { call } from '../service/api.ts';

/** Asked again with every answer, and now and then for what others did. */
const refreshMs = 60_000;

function useDesk(newestTurn: string): WireDesk {
  const [desk, setDesk] = useState<WireDesk>({ toReview: 0, decided: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when a turn is answered
  useEffect(() => {
    let gone = false;
    const look = () => {
      call<WireDesk>('GET', '/desk').then(
        (told) => gone || setDesk(told),
        // Numbers beside the conversation; the conversation itself tells that the network is away.
        () => undefined,
      );
    };
    look();
    const timer = setInterval(() => document.visibilityState === 'visible' && look(), refreshMs);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [newestTurn]);
  return desk;
}

interface DeskProps {
  /** Changes when a turn is answered. */
  readonly newestTurn: string;
  readonly free: boolean;
  readonly onAsk: (text: string) => void;
}

/** What waits for the employee: a press asks for it. Nothing waits: nothing is shown. */
export function Desk({ newestTurn, free, onAsk }: DeskProps) {
  const { toReview, decided } = useDesk(newestTurn);
  if (toReview + decided === 0) return null;
  return (
    <nav className="desk" aria-label="等您的事">
      {toReview > 0 && (
        <button type="button" disabled={!free} onClick={() => onAsk('待我审批')}>
          待我审批 {toReview}
        </button>
      )}
      {decided > 0 && (
        <button type="button" disabled={!free} onClick={() => onAsk('我的草稿')}>
          主管审过 {decided}
        </button>
      )}
    </nav>
  );
}

import { useCallback, useEffect, useRef, useState } from 'react';
import { keepOutgoing, type OutgoingTurn, outgoing } from '../service/outbox.ts';
import { postUntilStored, type StoredTurn } from '../service/post-until-stored.ts';

interface PostHandlers {
  readonly onStored: (turn: StoredTurn) => void;
  readonly onRefused: (turn: OutgoingTurn, problem: unknown) => void;
}

/** The question on its way, if any; it is kept in the tab, so that a reload goes on with it. */
export function usePost(given: PostHandlers) {
  const [waiting, setWaiting] = useState<OutgoingTurn | null>(outgoing);
  const [unreachable, setUnreachable] = useState(false);
  const handlers = useRef(given);
  handlers.current = given;

  const post = useCallback((turn: OutgoingTurn | null) => {
    keepOutgoing(turn);
    setUnreachable(false);
    setWaiting(turn);
  }, []);

  useEffect(() => {
    if (waiting === null) return;
    const leaving = new AbortController();
    postUntilStored(waiting, leaving.signal, () => setUnreachable(true))
      .then((stored) => {
        if (stored === null) return;
        post(null);
        handlers.current.onStored(stored);
      })
      .catch((error: unknown) => {
        if (leaving.signal.aborted) return;
        post(null);
        handlers.current.onRefused(waiting, error);
      });
    return () => leaving.abort();
  }, [waiting, post]);

  return { waiting, unreachable, post };
}

import { useCallback, useEffect, useRef, useState } from 'react';
import type { WireTranscript } from '../../wire.ts';
import { call } from '../service/api.ts';
import type { Board } from './use-turns.ts';

/** Loads the conversation that is to be open; `loadedId` names the one on the screen. */
export function useOpened(
  conversationId: string | null,
  board: Board,
  onFailed: (error: unknown) => void,
) {
  const [loadedId, setLoadedId] = useState<string | null>(null);
  const begunHere = useRef<string | null>(null);

  const begin = useCallback((id: string) => {
    begunHere.current = id;
    setLoadedId(id);
  }, []);

  useEffect(() => {
    // A conversation that began here is on the screen already.
    if (conversationId !== null && conversationId === begunHere.current) return;
    begunHere.current = null;
    board.replace([]);
    setLoadedId(null);
    if (conversationId === null) return;
    let current = true;
    call<WireTranscript>('GET', `/conversations/${conversationId}`)
      .then(({ turns }) => {
        if (!current) return;
        board.replace(turns);
        setLoadedId(conversationId);
      })
      .catch((error: unknown) => current && onFailed(error));
    return () => {
      current = false;
    };
  }, [conversationId, board, onFailed]);

  return { loadedId, begin };
}

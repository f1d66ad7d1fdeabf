import { useCallback, useState } from 'react';
import { call, Refused } from '../service/api.ts';
import { newId } from '../service/new-id.ts';
import { sketch, withTurn } from './turns.ts';
import { useOpened } from './use-opened.ts';
import { usePost } from './use-post.ts';
import { useStream } from './use-stream.ts';
import { useTurns } from './use-turns.ts';

interface Surroundings {
  readonly conversationId: string | null;
  readonly onOpened: (conversationId: string | null) => void;
  readonly onChanged: () => void;
  readonly onSignedOut: () => void;
}

/** What went wrong, as a sentence; being signed out and a conversation that is gone lead elsewhere. */
function useProblem({ onSignedOut, onOpened }: Surroundings) {
  const [problem, setProblem] = useState<string | null>(null);
  const tell = useCallback(
    (error: unknown) => {
      if (error instanceof Refused && error.code === 'signed-out') onSignedOut();
      if (error instanceof Refused && error.status === 404) onOpened(null);
      setProblem(error instanceof Error ? error.message : '暂时没办成，请稍后再试。');
    },
    [onSignedOut, onOpened],
  );
  const forget = useCallback(() => setProblem(null), []);
  return { problem, tell, forget };
}

/** One conversation as it goes on: its turns, asking, cancelling, going on after a lost network. */
export function useConversation(surroundings: Surroundings) {
  const { conversationId, onOpened, onChanged } = surroundings;
  const { turns, steps, board } = useTurns();
  const { problem, tell, forget } = useProblem(surroundings);
  const [draft, setDraft] = useState('');
  const { loadedId, begin } = useOpened(conversationId, board, tell);

  const { waiting, unreachable, post } = usePost({
    onStored: (stored) => {
      begin(stored.conversationId);
      onOpened(stored.conversationId);
      onChanged();
    },
    onRefused: (turn, refusal) => {
      board.drop(turn.turnId);
      setDraft(turn.text);
      tell(refusal);
    },
  });

  const lost = useStream(loadedId, board.lastFinished, {
    turn: (turn) => {
      board.put(turn);
      if (turn.state !== 'working') onChanged();
    },
    step: ({ turnId, step }) => board.step(turnId, step),
    gone: () => {
      onOpened(null);
      onChanged();
    },
  });

  const shown = waiting ? withTurn(turns, sketch(waiting.turnId, waiting.text)) : turns;
  const working = shown.findLast((turn) => turn.state === 'working') ?? null;

  const ask = (text: string) => {
    if (text.trim() === '' || working) return;
    const turnId = newId();
    forget();
    setDraft('');
    board.put(sketch(turnId, text));
    post({ turnId, conversationId, text });
  };

  const cancel = () => {
    if (!working) return;
    if (waiting?.turnId === working.turnId && unreachable) {
      post(null);
      board.drop(working.turnId);
      setDraft(working.question);
    }
    call('POST', `/turns/${working.turnId}/cancel`).catch(() => undefined);
  };

  const opening = conversationId !== null && loadedId === null && waiting === null;
  return {
    ...{ turns: shown, steps, working, problem, draft, setDraft },
    ...{ ask, cancel, lost: lost || unreachable, opening },
  };
}

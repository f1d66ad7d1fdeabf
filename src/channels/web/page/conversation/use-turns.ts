import { useMemo, useRef, useState } from 'react';
import type { Step } from '../../../../domain/conversation/step.ts';
import type { WireTurn } from '../../wire.ts';
import { withTurn } from './turns.ts';

/** The turns on the screen, and how far the unfinished ones are. */
export function useTurns() {
  const [turns, setTurns] = useState<readonly WireTurn[]>([]);
  const [steps, setSteps] = useState<Readonly<Record<string, Step>>>({});
  const now = useRef(turns);
  now.current = turns;
  const board = useMemo(
    () => ({
      put: (turn: WireTurn) => setTurns((known) => withTurn(known, turn)),
      drop: (turnId: string) => setTurns((known) => known.filter((turn) => turn.turnId !== turnId)),
      replace: (all: readonly WireTurn[]) => {
        setTurns(all);
        setSteps({});
      },
      step: (turnId: string, step: Step) => setSteps((known) => ({ ...known, [turnId]: step })),
      /** The last turn that can't change any more: a stream goes on from there. */
      lastFinished: () => now.current.findLast((turn) => turn.state !== 'working')?.turnId,
    }),
    [],
  );
  return { turns, steps, board };
}

export type Board = ReturnType<typeof useTurns>['board'];

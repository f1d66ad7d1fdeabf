import { useEffect, useState } from 'react';
import type { WireTurn } from '../../wire.ts';
import { copyText } from '../answer/copy-text.ts';
import { lineWords } from '../answer/line-words.ts';

/** The approved text of an answer; null: it was not approved, or is not to be sent. */
function approvedLine(turn: WireTurn): string | null {
  const actions = turn.answer?.card.actions ?? [];
  // Only what was approved can be recorded as sent.
  if (!actions.some((action) => action.do === 'ask' && action.text === '已发送')) return null;
  const parts = turn.answer?.card.sections.flatMap((section) => section.parts) ?? [];
  const line = parts.find((part) => part.kind === 'line');
  return line?.kind === 'line' ? lineWords(line.text) : null;
}

/**
 * Copies the text of the next answer when it comes: what the service says after a press is what
 * counts, not what stood there before. Refused means that nothing is copied.
 */
export function useCopiedAnswer(newest: WireTurn | undefined) {
  const [after, setAfter] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const turnId = newest?.turnId ?? '';
  const done = newest !== undefined && newest.state !== 'working';
  useEffect(() => {
    if (after === null || newest === undefined || turnId === after || !done) return;
    setAfter(null);
    const line = approvedLine(newest);
    if (line === null) return;
    void copyText(line).then((copied) =>
      setSaid(
        copied
          ? '文字已复制，去企业微信粘贴发出，回来点“已发送”。'
          : '没复制成，请点文字旁的“复制”。',
      ),
    );
  }, [after, newest, turnId, done]);
  return {
    copyNext: () => {
      setSaid(null);
      setAfter(turnId);
    },
    said,
    forget: () => setSaid(null),
  };
}

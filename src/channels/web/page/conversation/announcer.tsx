import type { Step } from '../../../../domain/conversation/step.ts';
import type { WireTurn } from '../../wire.ts';
import { stepTexts } from './waiting.tsx';

function news(turn: WireTurn | undefined, step: Step | undefined): string {
  if (!turn) return '';
  if (turn.state === 'working') return step === undefined ? '正在发送' : stepTexts[step];
  if (turn.state === 'cancelled') return '已取消';
  const first = turn.answer?.card.sections[0];
  const part = first?.parts[0];
  const opening = part && 'text' in part ? part.text.replace(/\[\d+\]|\*\*/g, '') : '';
  return turn.answer ? `已回答。${first?.label ?? ''}${opening}` : '没有答完';
}

/** Reads out what changed: the steps, then how the answer begins. The list itself stays silent. */
export function Announcer(props: {
  readonly turn: WireTurn | undefined;
  readonly step: Step | undefined;
}) {
  return (
    <p className="off-screen" role="status" aria-live="polite">
      {news(props.turn, props.step)}
    </p>
  );
}

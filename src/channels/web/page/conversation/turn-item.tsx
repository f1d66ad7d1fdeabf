import Button from 'antd/es/button';
import type { Step } from '../../../../domain/conversation/step.ts';
import type { Citation } from '../../../../domain/knowledge/citation.ts';
import type { WireTurn } from '../../wire.ts';
import { AnswerCard, type Ask } from '../answer/answer-card.tsx';
import { Waiting } from './waiting.tsx';

interface TurnItemProps {
  readonly turn: WireTurn;
  readonly step: Step | undefined;
  readonly newest: boolean;
  readonly free: boolean;
  readonly onAsk: Ask;
  readonly onOpenSource: (turn: WireTurn, citation: Citation) => void;
}

const timeFormat = new Intl.DateTimeFormat('zh-CN', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Shanghai',
});

function Unanswered({ turn, step, free, onAsk }: Omit<TurnItemProps, 'newest' | 'onOpenSource'>) {
  if (turn.state === 'working') return <Waiting step={step} />;
  const why = turn.state === 'cancelled' ? '您取消了这一句。' : '这一句没有答完，没有丢。';
  return (
    <p className="unanswered">
      {why}
      <Button size="small" disabled={!free} onClick={() => onAsk(turn.question)}>
        再问一次
      </Button>
    </p>
  );
}

/** A question and its answer. */
export function TurnItem(props: TurnItemProps) {
  const { turn, newest, free, onAsk, onOpenSource } = props;
  const { answer } = turn;
  return (
    <li className="turn" id={`turn-${turn.turnId}`}>
      <div className={turn.unasked ? 'question unasked' : 'question'}>
        <h3 className="off-screen">{turn.unasked ? '归巢送来' : '您问'}</h3>
        {turn.unasked ? <span>归巢送来</span> : <p>{turn.question}</p>}
        <time dateTime={turn.askedAt}>{timeFormat.format(new Date(turn.askedAt))}</time>
      </div>
      {answer ? (
        <AnswerCard
          turn={turn}
          answer={answer}
          free={free}
          onAsk={onAsk}
          onOpenSource={onOpenSource}
        />
      ) : (
        <Unanswered {...props} />
      )}
      {newest && answer && answer.suggestions.length > 0 && (
        <section className="follow-ups" aria-label="接着可以问">
          <h4>接着可以问</h4>
          <ul>
            {answer.suggestions.map((text) => (
              <li key={text}>
                <button type="button" disabled={!free} onClick={() => onAsk(text)}>
                  {text}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </li>
  );
}

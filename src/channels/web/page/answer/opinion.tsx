import Button from 'antd/es/button';
import { useState } from 'react';
import type { WireTurn } from '../../wire.ts';
import { Icon } from '../look/icons.tsx';
import { call } from '../service/api.ts';

type Feedback = NonNullable<WireTurn['feedback']>;

const reasons = ['没答到点上', '内容不准', '话说不出口', '太长', '不合规'] as const;

interface ReasonProps {
  readonly given: string | null;
  readonly onSend: (reason: string | null) => void;
}

function Reasons({ given, onSend }: ReasonProps) {
  const [text, setText] = useState('');
  return (
    <fieldset className="reasons">
      <legend>哪里不好？选一个，或写一句</legend>
      <div className="choices">
        {reasons.map((reason) => (
          <Button
            key={reason}
            size="small"
            shape="round"
            aria-pressed={given === reason}
            type={given === reason ? 'primary' : 'default'}
            onClick={() => onSend(reason)}
          >
            {reason}
          </Button>
        ))}
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSend(text.trim() === '' ? null : text.trim());
        }}
      >
        <input
          aria-label="其他原因"
          placeholder="其他原因"
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button size="small" htmlType="submit">
          提交
        </Button>
      </form>
    </fieldset>
  );
}

/** 👍 or 👎 with a reason; both may be changed. */
export function Opinion({ turn }: { readonly turn: WireTurn }) {
  const [feedback, setFeedback] = useState<Feedback | null>(turn.feedback);
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const give = async (given: Feedback, thanks: string) => {
    setFeedback(given);
    try {
      await call('PUT', `/turns/${turn.turnId}/feedback`, given);
      setSaid(thanks);
    } catch {
      setSaid('没记下来，请稍后再点。');
    }
  };
  const press = (helpful: boolean) => {
    setAsking(!helpful);
    void give({ helpful, reason: null }, helpful ? '谢谢，记下了。' : '');
  };
  return (
    <div className="opinion">
      <span className="said" aria-live="polite">
        {said}
      </span>
      {([true, false] as const).map((helpful) => (
        <Button
          key={String(helpful)}
          type="text"
          size="small"
          className={feedback?.helpful === helpful ? 'chosen' : ''}
          aria-label={helpful ? '有用' : '没用'}
          aria-pressed={feedback?.helpful === helpful}
          icon={<Icon name={helpful ? 'up' : 'down'} size={17} />}
          onClick={() => press(helpful)}
        />
      ))}
      {asking && (
        <Reasons
          given={feedback?.reason ?? null}
          onSend={(reason) => {
            void give({ helpful: false, reason }, '记下了，会拿去改材料。');
            setAsking(false);
          }}
        />
      )}
    </div>
  );
}

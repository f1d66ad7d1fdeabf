import Button from 'antd/es/button';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Icon } from '../look/icons.tsx';

/** The longest message that is read; the service says the same. */
const longest = 4000;

interface ComposerProps {
  readonly draft: string;
  readonly working: boolean;
  readonly onChange: (text: string) => void;
  readonly onSend: (text: string) => void;
  readonly onCancel: () => void;
}

/** Where one types: Enter sends, Shift+Enter breaks the line, and an input method's Enter is its own. */
export function Composer({ draft, working, onChange, onSend, onCancel }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field grows with what is in it
  useEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.height = 'auto';
    current.style.height = `${Math.min(current.scrollHeight, 180)}px`;
  }, [draft]);
  const send = () => {
    onSend(draft);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // 229: browsers that report the input method's Enter without isComposing.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    if (event.keyCode === 229) return;
    event.preventDefault();
    if (!working) send();
  };
  const over = draft.length > longest;
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className="off-screen" htmlFor="composer-field">
        您的问题
      </label>
      <textarea
        id="composer-field"
        ref={field}
        rows={1}
        value={draft}
        placeholder="客户怎么说的，或您想办什么"
        aria-describedby="composer-hint"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {working ? (
        <Button
          shape="circle"
          aria-label="取消这一句"
          icon={<Icon name="stop" />}
          onClick={onCancel}
        />
      ) : (
        <Button
          type="primary"
          shape="circle"
          htmlType="submit"
          aria-label="发送"
          disabled={draft.trim() === ''}
          icon={<Icon name="send" />}
        />
      )}
      <p id="composer-hint" className={over ? 'hint over' : 'hint'}>
        {over
          ? `已有 ${draft.length} 个字，超过 ${longest} 个我不会往下读，请只留要问的那几句。`
          : '回答只取自材料，对客户说之前请您自己把关。'}
      </p>
    </form>
  );
}

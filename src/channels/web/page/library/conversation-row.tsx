import Button from 'antd/es/button';
import { useState } from 'react';
import type { WireConversation } from '../../wire.ts';
import { Icon } from '../look/icons.tsx';

interface ConversationRowProps {
  readonly conversation: WireConversation;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onRename: (title: string) => void;
  readonly onRemove: () => void;
}

function RenameForm(props: {
  readonly title: string;
  readonly onDone: (title: string | null) => void;
}) {
  const [title, setTitle] = useState(props.title);
  return (
    <form
      className="rename"
      onSubmit={(event) => {
        event.preventDefault();
        props.onDone(title.trim() === '' ? null : title.trim());
      }}
    >
      <input
        aria-label="新名字"
        // biome-ignore lint/a11y/noAutofocus: the field stands where the pressed button was
        autoFocus
        maxLength={60}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && props.onDone(null)}
      />
      <Button size="small" htmlType="submit">
        好
      </Button>
    </form>
  );
}

/** A conversation in the list: opens it; renaming and deleting stand behind two small buttons. */
export function ConversationRow(props: ConversationRowProps) {
  const { conversation, open, onOpen, onRename, onRemove } = props;
  const [doing, setDoing] = useState<'nothing' | 'renaming' | 'removing'>('nothing');
  const { title } = conversation;
  if (doing === 'renaming') {
    const done = (name: string | null) => {
      if (name !== null && name !== title) onRename(name);
      setDoing('nothing');
    };
    return <RenameForm title={title} onDone={done} />;
  }
  if (doing === 'removing') {
    return (
      <fieldset className="removing" aria-label={`删除“${title}”`}>
        <span>删除后找不回来</span>
        <Button size="small" danger autoFocus onClick={onRemove}>
          删除
        </Button>
        <Button size="small" onClick={() => setDoing('nothing')}>
          留着
        </Button>
      </fieldset>
    );
  }
  return (
    <div className="row">
      <button
        type="button"
        className="open"
        aria-current={open ? 'page' : undefined}
        onClick={onOpen}
      >
        {title}
      </button>
      <Button
        type="text"
        size="small"
        aria-label={`改名“${title}”`}
        icon={<Icon name="pencil" size={15} />}
        onClick={() => setDoing('renaming')}
      />
      <Button
        type="text"
        size="small"
        aria-label={`删除“${title}”`}
        icon={<Icon name="trash" size={15} />}
        onClick={() => setDoing('removing')}
      />
    </div>
  );
}

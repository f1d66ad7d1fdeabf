import Button from 'antd/es/button';
import { useEffect, useState } from 'react';
import { Icon } from '../look/icons.tsx';

/** Over plain HTTP browsers give no clipboard; a selected field can still be copied from. */
function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('aria-hidden', 'true');
  field.className = 'off-screen';
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Copies exactly `text` and says so. */
export function CopyButton({ text }: { readonly text: string }) {
  const [said, setSaid] = useState<'已复制' | '没复制成' | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), 2000);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <Button
      className="copy"
      size="small"
      type="text"
      icon={<Icon name={said === '已复制' ? 'check' : 'copy'} size={15} />}
      onClick={async () => setSaid((await copy(text)) ? '已复制' : '没复制成')}
    >
      <span aria-live="polite">{said ?? '复制'}</span>
    </Button>
  );
}

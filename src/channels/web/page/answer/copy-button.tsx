import Button from 'antd/es/button';
import { useEffect, useState } from 'react';
import { Icon } from '../look/icons.tsx';
import { copyText } from './copy-text.ts';

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
      onClick={async () => setSaid((await copyText(text)) ? '已复制' : '没复制成')}
    >
      <span aria-live="polite">{said ?? '复制'}</span>
    </Button>
  );
}

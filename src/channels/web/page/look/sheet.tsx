import Button from 'antd/es/button';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from './icons.tsx';
import { Watermark } from './watermark.tsx';

interface SheetProps {
  readonly title: string;
  readonly side: 'left' | 'right';
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A panel over the page, on the browser's own modal dialog: it keeps the focus inside, closes with
 * Esc, and gives the focus back. (antd's drawer writes a style without the policy's nonce.)
 */
export function Sheet({ title, side, closeLabel, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const { current } = dialog;
    if (current && !current.open) current.showModal();
    return () => current?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes; the click is for the space beside it
    <dialog
      ref={dialog}
      className={`sheet ${side}`}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className="sheet-head">
        <h2 id={titleId}>{title}</h2>
        <Button
          type="text"
          aria-label={closeLabel}
          icon={<Icon name="close" size={20} />}
          onClick={() => dialog.current?.close()}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className="sheet-body" tabIndex={0} aria-labelledby={titleId}>
        {children}
      </section>
      <Watermark />
    </dialog>
  );
}

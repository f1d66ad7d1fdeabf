import type { ReactNode } from 'react';
import type { Loaded } from './use-board.ts';

/** Waits for what is told, says what went wrong, shows it when it is there. */
export function BoardFrame<T>(props: {
  readonly loaded: Loaded<T>;
  readonly children: (value: T) => ReactNode;
}) {
  const { loaded, children } = props;
  if (loaded.state === 'loading') return <p className="quiet">正在取…</p>;
  if (loaded.state === 'failed') {
    return <p role="alert">{loaded.message}关掉再打开试一次。</p>;
  }
  return <>{children(loaded.value)}</>;
}

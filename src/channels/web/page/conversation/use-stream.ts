import { useEffect, useState } from 'react';
import type { WireEvents } from '../../wire.ts';

type Handlers = { readonly [Name in keyof WireEvents]: (data: WireEvents[Name]) => void };

function onScreen(changed: (visible: boolean) => void): () => void {
  const look = () => changed(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', look);
  return () => document.removeEventListener('visibilitychange', look);
}

/**
 * Follows a conversation. The browser reconnects by itself and says which turn it saw last; a hidden
 * tab lets go of its connection, since browsers allow six to one host. Returns whether it is lost.
 */
export function useStream(
  conversationId: string | null,
  lastSeen: () => string | undefined,
  handlers: Handlers,
): boolean {
  const [lost, setLost] = useState(false);
  const [visible, setVisible] = useState(document.visibilityState === 'visible');
  useEffect(() => onScreen(setVisible), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: handlers and lastSeen are read through refs
  useEffect(() => {
    if (conversationId === null || !visible) return;
    const seen = lastSeen();
    const query = seen === undefined ? '' : `?after=${encodeURIComponent(seen)}`;
    const source = new EventSource(`/api/conversations/${conversationId}/events${query}`);
    for (const name of ['turn', 'step', 'gone'] as const) {
      source.addEventListener(name, (event: MessageEvent<string>) =>
        handlers[name](JSON.parse(event.data)),
      );
    }
    source.onopen = () => setLost(false);
    source.onerror = () => setLost(true);
    const offline = () => setLost(true);
    window.addEventListener('offline', offline);
    return () => {
      window.removeEventListener('offline', offline);
      source.close();
      setLost(false);
    };
  }, [conversationId, visible]);
  return lost;
}

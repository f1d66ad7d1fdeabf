import { useCallback, useEffect, useState } from 'react';
import type { WireConversation } from '../../wire.ts';
import { call } from '../service/api.ts';

/** The employee's conversations, newest first. */
export function useLibrary() {
  const [conversations, setConversations] = useState<readonly WireConversation[]>([]);
  const refresh = useCallback(() => {
    call<WireConversation[]>('GET', '/conversations')
      .then(setConversations)
      // What is shown stays; the conversation itself tells of a lost network.
      .catch(() => undefined);
  }, []);
  useEffect(refresh, [refresh]);
  const rename = async (id: string, title: string) => {
    await call('PATCH', `/conversations/${id}`, { title }).catch(() => undefined);
    refresh();
  };
  const remove = async (id: string) => {
    await call('DELETE', `/conversations/${id}`).catch(() => undefined);
    refresh();
  };
  return { conversations, refresh, rename, remove };
}

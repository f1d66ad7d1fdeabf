import { useCallback, useEffect, useState } from 'react';

interface Place {
  /** The conversation that is open. */
  readonly openId: string | null;
  /** The client whose page is open, null for the list; undefined: a conversation is open. */
  readonly clients: string | null | undefined;
}

function placeInAddress(): Place {
  const openId = /^\/c\/([\w-]+)$/.exec(location.pathname)?.[1] ?? null;
  const client = /^\/clients(?:\/([^/]+))?$/.exec(location.pathname);
  const clientId = client?.[1] === undefined ? null : decodeURIComponent(client[1]);
  return { openId, clients: client ? clientId : undefined };
}

/** What is open stands in the address: a reload and 返回 find it again. */
export function useAddress() {
  const [place, setPlace] = useState(placeInAddress);
  useEffect(() => {
    const follow = () => setPlace(placeInAddress());
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const go = useCallback((path: string) => {
    if (location.pathname !== path) history.pushState(null, '', path);
    setPlace(placeInAddress());
  }, []);
  const open = useCallback((id: string | null) => go(id === null ? '/' : `/c/${id}`), [go]);
  const openClient = useCallback(
    (id: string | null) => go(id === null ? '/clients' : `/clients/${encodeURIComponent(id)}`),
    [go],
  );
  return { ...place, open, openClient };
}

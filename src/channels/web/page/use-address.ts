import { useCallback, useEffect, useState } from 'react';

function idInAddress(): string | null {
  return /^\/c\/([\w-]+)$/.exec(location.pathname)?.[1] ?? null;
}

/** Which conversation is open stands in the address: a reload and 返回 find it again. */
export function useAddress(): [string | null, (id: string | null) => void] {
  const [id, setId] = useState(idInAddress);
  useEffect(() => {
    const follow = () => setId(idInAddress());
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const open = useCallback((next: string | null) => {
    const path = next === null ? '/' : `/c/${next}`;
    if (location.pathname !== path) history.pushState(null, '', path);
    setId(next);
  }, []);
  return [id, open];
}

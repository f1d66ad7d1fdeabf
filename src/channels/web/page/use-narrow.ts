import { useSyncExternalStore } from 'react';

// The same width stands in layout.css.
const query = window.matchMedia('(max-width: 859px)');

function subscribe(changed: () => void): () => void {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** Whether the page is as narrow as a phone: the list then opens over the conversation. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}

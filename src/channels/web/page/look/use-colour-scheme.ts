import { useEffect, useState, useSyncExternalStore } from 'react';

export type ColourScheme = 'light' | 'dark';

const storageKey = 'guichao-colours';
const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(changed: () => void): () => void {
  darkQuery.addEventListener('change', changed);
  return () => darkQuery.removeEventListener('change', changed);
}

function remembered(): ColourScheme | null {
  try {
    const value = localStorage.getItem(storageKey);
    return value === 'light' || value === 'dark' ? value : null;
  } catch {
    // Storage may be forbidden by the bank's browser policy.
    return null;
  }
}

function remember(scheme: ColourScheme): void {
  try {
    localStorage.setItem(storageKey, scheme);
  } catch {
    // Then the choice lasts as long as the page.
  }
}

/** The system's colours until somebody switches. */
export function useColourScheme(): [ColourScheme, () => void] {
  const systemIsDark = useSyncExternalStore(subscribe, () => darkQuery.matches);
  const [chosen, setChosen] = useState(remembered);
  const scheme = chosen ?? (systemIsDark ? 'dark' : 'light');
  useEffect(() => {
    if (chosen) document.documentElement.dataset.theme = chosen;
  }, [chosen]);
  const toggle = () => {
    const other = scheme === 'dark' ? 'light' : 'dark';
    remember(other);
    setChosen(other);
  };
  return [scheme, toggle];
}

import { createContext } from 'react';
import type { Citation } from '../../../../domain/knowledge/citation.ts';

/** The sources that marks below refer to, and how one is opened. */
export interface Sources {
  readonly citations: readonly Citation[];
  readonly open: (n: number) => void;
}

export const SourcesContext = createContext<Sources>({ citations: [], open: () => {} });

import type { Origin } from './passage.ts';

export interface Citation {
  readonly n: number;
  readonly passageId: string;
  readonly document: string;
  readonly heading: string;
  readonly origin: Origin | 'record';
  readonly quote: string;
  /** Where the passage rests: source document and place, for people. */
  readonly source: string;
}

/** The mark before a footnote that tells a manager at a glance how far a statement carries. */
export const originMark: Record<Citation['origin'], string> = {
  course: '课',
  project: '项',
  regulation: '规',
  bank: '行',
  record: '档',
};

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

/** Whether a citation is a record of some client; the bank's products are nobody's. */
export function restsOnClient({ origin, passageId }: Citation): boolean {
  return origin === 'record' && !passageId.startsWith('products:');
}

/** The mark before a footnote that tells a manager at a glance how far a statement carries. */
export const originMark: Record<Citation['origin'], string> = {
  course: '课',
  project: '项',
  regulation: '规',
  bank: '行',
  record: '档',
};

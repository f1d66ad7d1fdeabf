import type { Day } from '../calendar/day.ts';
import type { OutreachChannel } from '../clients/client.ts';
import type { Citation } from '../knowledge/citation.ts';
import type { DraftState } from './draft-state.ts';
import type { Judged } from './judged.ts';
import type { Purpose } from './purpose.ts';

/** A text to one client with all that proves it, as it is kept. */
export interface Draft {
  readonly draftId: string;
  readonly employeeId: string;
  readonly clientId: string;
  readonly channel: OutreachChannel;
  readonly purpose: Purpose;
  readonly productId: string | null;
  /** The manager's wish in words. */
  readonly note: string | null;
  readonly text: string;
  readonly check: Judged;
  readonly citations: readonly Citation[];
  /** Other texts for the same, each of them checked clear when the draft was made. */
  readonly variants: readonly string[];
  readonly shorter: string | null;
  /** What the manager should know beside the text. */
  readonly remarks: readonly string[];
  /** Whether it was an hour to contact clients when this was written. */
  readonly timing: string;
  readonly skeletonId: string;
  readonly skeletonVersion: string;
  readonly draftedOn: Day;
  readonly mode: 'model' | 'offline';
  readonly state: DraftState;
  /** Counts changes; who writes from an older one is too late. */
  readonly revision: number;
}

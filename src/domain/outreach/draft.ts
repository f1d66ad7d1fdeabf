import type { Day } from '../calendar/day.ts';
import type { OutreachChannel } from '../clients/client.ts';
import type { Citation } from '../knowledge/citation.ts';
import type { DraftState } from './draft-state.ts';
import type { Judged } from './judged.ts';
import type { Purpose } from './purpose.ts';
import type { Supervision } from './supervision.ts';
import type { Wording } from './wording.ts';

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
  /** The texts above as filled skeletons, for a platform that takes template and variables. */
  readonly wordings: readonly Wording[];
  /** How the client is called, to be blotted out for who may not know. */
  readonly calledNames: readonly string[];
  /** What the manager should know beside the text. */
  readonly remarks: readonly string[];
  /** Whether it was an hour to contact clients when this was written. */
  readonly timing: string;
  readonly skeletonId: string;
  readonly skeletonVersion: string;
  readonly draftedOn: Day;
  readonly mode: 'model' | 'offline';
  /** Null: no supervisor has to look. */
  readonly supervision: Supervision | null;
  readonly state: DraftState;
  /** Counts changes; who writes from an older one is too late. */
  readonly revision: number;
}

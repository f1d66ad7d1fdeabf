import type { ModelFailure, ModelUse } from './language-model.ts';

/** One run of the model for a turn: what left the machine, masked, and what became of it. */
export interface ModelRun extends ModelUse {
  readonly turnId: string;
  readonly employeeId: string;
  /** `rejected`: it answered, and the answer did not stand on its sources. */
  readonly outcome: 'shown' | 'rejected' | ModelFailure;
  /** Kinds of faults found in the answer. */
  readonly faults: readonly string[];
}

/** Kept with the turn and erased with its conversation. */
export interface ModelLog {
  append(run: ModelRun): Promise<void>;
}

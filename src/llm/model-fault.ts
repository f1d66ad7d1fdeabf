import type { ModelFailure } from '../ports/language-model.ts';

/** A failure on the way to the endpoint and back; no word of it is shown to anybody. */
export class ModelFault extends Error {
  readonly failure: ModelFailure;
  /** Whether asking once more may help. */
  readonly passing: boolean;

  constructor(failure: ModelFailure, passing = false, options?: ErrorOptions) {
    super(failure, options);
    this.name = new.target.name;
    this.failure = failure;
    this.passing = passing;
  }
}

/** The fault inside what the libraries wrapped around it. */
export function faultIn(error: unknown): ModelFault | null {
  let at: unknown = error;
  for (let depth = 0; depth < 8 && at instanceof Error; depth++) {
    if (at instanceof ModelFault) return at;
    at = at.cause;
  }
  return null;
}

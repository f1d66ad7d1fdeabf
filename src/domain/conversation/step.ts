/**
 * What a turn is doing, in order: stored, looking up the material, written by the model where there
 * is one, keeping the checked answer.
 */
export type Step = 'received' | 'search' | 'write' | 'keep';

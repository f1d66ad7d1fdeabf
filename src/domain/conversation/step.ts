/** What a turn is doing, in order: stored, looking up the material, keeping the checked answer. */
export type Step = 'received' | 'search' | 'keep';

/** A delay below `seconds` that stays the same for the same words: neighbours are spread, nobody jumps. */
export function spread(words: string, seconds: number): number {
  if (seconds === 0) return 0;
  // FNV-1a, 32 bit.
  let hash = 0x811c9dc5;
  for (const letter of words) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return (hash % seconds) * 1000;
}

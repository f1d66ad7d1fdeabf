const bands = [5, 20, 50, 100, 300, 600, 1000, 3000] as const;

/** An amount as a model may know it: which band it lies in. */
export function amountBand(cents: number): string {
  const tenThousands = Math.abs(cents) / 1_000_000;
  const at = bands.findIndex((bound) => tenThousands < bound);
  if (at === -1) return `${bands.at(-1)}万以上`;
  return at === 0 ? `${bands[0]}万以下` : `${bands[at - 1]}万到${bands[at]}万`;
}

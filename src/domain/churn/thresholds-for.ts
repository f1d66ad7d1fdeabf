import type { SignalSettings, Thresholds } from './signal-settings.ts';

/** The thresholds that hold for a tier: the general ones with what the bank set apart for it. */
export function thresholdsFor({ thresholds, tiers }: SignalSettings, tier: string | null) {
  const own = tier === null ? undefined : tiers[tier];
  if (own === undefined) return thresholds;
  const merged = Object.entries(thresholds).map(([code, values]) => [
    code,
    { ...values, ...(own as Record<string, object | undefined>)[code] },
  ]);
  return Object.fromEntries(merged) as Thresholds;
}

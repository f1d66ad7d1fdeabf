import type { Day } from '../calendar/day.ts';
import { isBlackout } from './blackout.ts';
import type { FeatureRow, Hit } from './feature-row.ts';
import type { Signal } from './signal.ts';
import type { SignalSettings, Thresholds } from './signal-settings.ts';
import { signals } from './signals.ts';
import { thresholdsFor } from './thresholds-for.ts';

/** What is still looked at once the client has revoked the consent to analysis. */
const withoutAnalysis = new Set(['H3', 'M1', 'M2']);

export interface Judge {
  readonly signals: readonly Signal[];
  thresholds(tier: string | null): Thresholds;
  judge(row: FeatureRow): Hit[];
}

/** Judges the rows of one day; what is the same for all clients is worked out once. */
export function createJudge(settings: SignalSettings, day: Day): Judge {
  const active = signals.filter(({ code }) => !isBlackout(settings, code, day));
  const byTier = new Map<string | null, Thresholds>();
  const thresholds = (tier: string | null) => {
    const known = byTier.get(tier) ?? thresholdsFor(settings, tier);
    byTier.set(tier, known);
    return known;
  };
  return {
    signals: active,
    thresholds,
    judge(row) {
      const lines = thresholds(row.tier);
      const hits: Hit[] = [];
      for (const signal of active) {
        const { code } = signal;
        if (!row.analysisAllowed && !withoutAnalysis.has(code)) continue;
        const measure = signal.fires(row, lines);
        if (measure !== null) hits.push({ clientId: row.clientId, code, ...measure });
      }
      return hits;
    },
  };
}

import type { Severity } from './alert.ts';
import { total } from './due-day.ts';
import type { FeatureRow, Hit } from './feature-row.ts';
import type { SignalCode } from './signal-code.ts';
import type { AlertSettings, Thresholds } from './signal-settings.ts';
import { matured } from './signals/m2.ts';
import { netOutflow } from './signals/s3.ts';

const amber: readonly SignalCode[] = ['S3', 'S4', 'S6', 'H1', 'H2', 'H3', 'M2'];
const watch: readonly SignalCode[] = ['S1', 'S2A', 'S2B', 'L1'];
const combined: readonly SignalCode[] = ['S3', 'H1', 'M2', 'S4'];

/** Codes that open an alert; the others only modify it or feed the worklist. */
export const alertingCodes: ReadonlySet<SignalCode> = new Set([...amber, ...watch]);

/** The greatest of assets, net outflow and matured money, as far as known, in cents. */
export function aumAtRisk(row: FeatureRow, hits: readonly Hit[], { M2 }: Thresholds): number {
  const codes = new Set(hits.map(({ code }) => code));
  return Math.max(
    0,
    row.balance?.aum ?? 0,
    codes.has('S3') ? netOutflow(row) : 0,
    codes.has('M2') ? total(matured(row.holdings, row.day, M2.days).matured) : 0,
  );
}

function isRed(
  row: FeatureRow,
  codes: ReadonlySet<SignalCode>,
  atRisk: number,
  settings: AlertSettings,
): boolean {
  const { red_assets_yuan, red_net_yuan, red_net_percent, red_combined_yuan } = settings;
  const grave = row.openComplaints.some(
    ({ level, escalated }) => level >= settings.red_complaint_level || escalated,
  );
  if (codes.has('H3') && grave) return true;
  if (codes.has('H1') && (row.aumThreeMonthsBefore ?? 0) >= red_assets_yuan) return true;
  const net = netOutflow(row);
  const large = net >= red_net_yuan && 100 * net >= red_net_percent * row.aumBefore;
  if (codes.has('S3') && large) return true;
  return combined.filter((code) => codes.has(code)).length >= 2 && atRisk >= red_combined_yuan;
}

/** How grave the hits of one day are together; null: none of them alerts. */
export function severityOf(
  row: FeatureRow,
  hits: readonly Hit[],
  { atRisk, settings }: { readonly atRisk: number; readonly settings: AlertSettings },
): Severity | null {
  const codes = new Set(hits.map(({ code }) => code));
  if (isRed(row, codes, atRisk, settings)) return 'red';
  if (amber.some((code) => codes.has(code))) return 'amber';
  return watch.some((code) => codes.has(code)) ? 'watch' : null;
}

const pointsCap = 70;
const pointsPerStep = 5;

/**
 * 0–100: points of the signals, modifiers included, up to 70, and five for every step that the
 * assets at risk reach, up to 30. The points are the bank's (knowledge/churn/signals.yaml).
 */
export function scoreOf(hits: readonly Hit[], atRisk: number, settings: AlertSettings): number {
  const { points, asset_steps_yuan: steps } = settings;
  const earned = hits.reduce((sum, { code }) => sum + (points[code] ?? 0), 0);
  const reached = steps.filter((step) => atRisk >= step).length * pointsPerStep;
  return Math.min(pointsCap, earned) + Math.min(100 - pointsCap, reached);
}

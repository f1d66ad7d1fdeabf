import type { Hit } from '../../domain/churn/feature-row.ts';
import { alertingCodes } from '../../domain/churn/severity.ts';
import type { JudgedClient, Survey } from '../../ports/book-scanner.ts';
import type { ClientChoice } from './client-rows.ts';
import { featureRows } from './feature-rows.ts';
import type { ReadableBook } from './read-rows.ts';
import type { ScanSetting } from './scan-setting.ts';
import { type WalkRange, wholeBook } from './walk-range.ts';

const everybody: ClientChoice = { kind: 'all' };

/** The chosen clients of a range, judged. */
export async function* judgedClients(
  book: ReadableBook,
  setting: ScanSetting,
  choice: ClientChoice,
  range: WalkRange = wholeBook,
): AsyncGenerator<JudgedClient[]> {
  for await (const rows of featureRows(book, setting, choice, range)) {
    yield rows.map((row) => ({ row, hits: setting.judge.judge(row) }));
  }
}

const alerts = ({ code }: Hit): boolean => alertingCodes.has(code);

function surveyOf(judged: readonly JudgedClient[]): Survey {
  const hits: Record<string, number> = {};
  for (const { hits: found } of judged) {
    for (const { code } of found) hits[code] = (hits[code] ?? 0) + 1;
  }
  const allowed = judged.filter(({ row }) => row.analysisAllowed);
  return {
    clients: judged.length,
    hits,
    allowed: allowed.map(({ row }) => row.clientId),
    found: allowed.filter(({ hits: found }) => found.some(alerts)),
  };
}

/** All clients of a range, summed up stretch by stretch. */
export async function* surveyedClients(
  book: ReadableBook,
  setting: ScanSetting,
  range: WalkRange = wholeBook,
): AsyncGenerator<Survey> {
  for await (const judged of judgedClients(book, setting, everybody, range)) yield surveyOf(judged);
}

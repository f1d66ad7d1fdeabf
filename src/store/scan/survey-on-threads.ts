import { on } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Survey } from '../../ports/book-scanner.ts';
import type { WalkRange } from './feature-rows.ts';
import type { ScanFacts } from './scan-setting.ts';

export interface SurveyOrder {
  readonly file: string;
  readonly facts: ScanFacts;
  /** Worked on in this order; each is answered by one report. */
  readonly ranges: readonly WalkRange[];
}

export type SurveyReport = readonly Survey[];

/** More threads than this gain nothing: they read one file. */
const mostThreads = 4;

// What is read for some hundred clients is garbage as soon as they are judged.
const smallHeap = { maxYoungGenerationSizeMb: 16 };

/** Ranges from the last client of each of them; the last range has no end. */
export function rangesUpTo(ends: readonly string[]): WalkRange[] {
  return [...ends, null].map((upTo, at) => ({ after: ends[at - 1] ?? '', upTo }));
}

function startThread(order: SurveyOrder): AsyncIterator<[SurveyReport]> & { stop(): unknown } {
  const worker = new Worker(new URL('survey-thread.ts', import.meta.url), {
    workerData: order,
    resourceLimits: smallHeap,
  });
  // An error of the thread ends the iteration with it.
  const reports = on(worker, 'message', { close: ['exit'] }) as AsyncIterator<[SurveyReport]>;
  return { next: () => reports.next(), stop: () => worker.terminate() };
}

/**
 * Surveys a large book on several threads of their own, so that whoever else uses the process is
 * not kept waiting. The threads take turns with the ranges, which come back in their order.
 */
export async function* surveyOnThreads(
  file: string,
  facts: ScanFacts,
  ranges: readonly WalkRange[],
): AsyncGenerator<Survey> {
  const count = Math.min(mostThreads, availableParallelism(), ranges.length);
  const threads = [...Array(count).keys()].map((thread) =>
    startThread({ file, facts, ranges: ranges.filter((_, at) => at % count === thread) }),
  );
  try {
    for (const at of ranges.keys()) {
      const report = await threads[at % count]?.next();
      if (!report || report.done) throw new Error('a scanning thread ended before its work');
      yield* report.value[0];
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.stop()));
  }
}

import { on } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Survey } from '../../ports/book-scanner.ts';
import type { ScanFacts } from './scan-setting.ts';
import type { WalkRange } from './walk-range.ts';

export interface SurveyOrder {
  readonly facts: ScanFacts;
  /** Worked on in this order; each is answered by one report. */
  readonly ranges: readonly WalkRange[];
}

export type SurveyReport = readonly Survey[];

/** More threads than this gain nothing: they read one file. */
const mostThreads = 4;

// What is read for some hundred clients is garbage as soon as they are judged.
const smallHeap = { maxYoungGenerationSizeMb: 16 };

function startThread(file: string) {
  const worker = new Worker(new URL('survey-thread.ts', import.meta.url), {
    workerData: file,
    resourceLimits: smallHeap,
  });
  // An error of the thread ends the iteration with it.
  const reports = on(worker, 'message', { close: ['exit'] }) as AsyncIterator<[SurveyReport]>;
  return {
    begin: (order: SurveyOrder) => worker.postMessage(order),
    next: () => reports.next(),
    stop: () => worker.terminate(),
  };
}

/**
 * Surveys a large book on several threads of their own, so that whoever else uses the process is
 * not kept waiting. They get ready from the moment this is made, before they have anything to do.
 */
export class SurveyThreads {
  readonly #threads: readonly ReturnType<typeof startThread>[];

  constructor(file: string) {
    const count = Math.min(mostThreads, availableParallelism());
    this.#threads = Array.from({ length: count }, () => startThread(file));
  }

  /** The threads take turns with the ranges, which come back in their order. */
  async *survey(facts: ScanFacts, ranges: readonly WalkRange[]): AsyncGenerator<Survey> {
    const count = this.#threads.length;
    for (const [thread, { begin }] of this.#threads.entries()) {
      begin({ facts, ranges: ranges.filter((_, at) => at % count === thread) });
    }
    for (const at of ranges.keys()) {
      const report = await this.#threads[at % count]?.next();
      if (!report || report.done) throw new Error('a scanning thread ended before its work');
      yield* report.value[0];
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }
}

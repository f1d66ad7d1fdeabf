import { Cron } from 'croner';
import type { Schedule } from '../ports/job-runs.ts';

/** The clock of this process, in its own thread; a call that outlasts its turn skips the next ones. */
export class CronSchedule implements Schedule {
  readonly #timezone: string;
  readonly #onError: (name: string, error: unknown) => void;
  readonly #jobs: Cron[] = [];
  readonly #running = new Set<Promise<void>>();

  constructor(timezone: string, onError: (name: string, error: unknown) => void) {
    this.#timezone = timezone;
    this.#onError = onError;
  }

  every(name: string, pattern: string, work: () => Promise<void>): void {
    const run = async () => {
      const done = work().catch((error: unknown) => this.#onError(name, error));
      this.#running.add(done);
      await done.finally(() => this.#running.delete(done));
    };
    const setting = { timezone: this.#timezone, protect: true, unref: true };
    this.#jobs.push(new Cron(pattern, setting, run));
  }

  async stop(): Promise<void> {
    for (const job of this.#jobs) job.stop();
    await Promise.all(this.#running);
  }
}

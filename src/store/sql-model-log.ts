import type { Kysely } from 'kysely';
import type { Clock } from '../ports/clock.ts';
import type { ModelLog, ModelRun } from '../ports/model-log.ts';
import type { Schema } from './schema.ts';

export class SqlModelLog implements ModelLog {
  readonly #db: Kysely<Schema>;
  readonly #clock: Clock;

  constructor(db: Kysely<Schema>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async append(run: ModelRun): Promise<void> {
    const { turnId, employeeId, prompt, model, outcome, faults, calls, sent } = run;
    const row = {
      turn_id: turnId,
      at: this.#clock.now().toISOString(),
      employee_id: employeeId,
      prompt,
      model,
      outcome,
      faults: faults.join(','),
      calls,
      input_tokens: run.inputTokens,
      output_tokens: run.outputTokens,
      elapsed_ms: run.elapsedMs,
      sent,
    };
    await this.#db.insertInto('model_runs').values(row).execute();
  }
}

import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { SignalSettings } from '../domain/churn/signal-settings.ts';
import { GuichaoError } from '../domain/errors.ts';
import { loadSignals } from '../retrieval/load-signals.ts';

interface Served {
  readonly settings: SignalSettings;
  /** What is wrong with the file; null: it is the one that is served. */
  readonly fault: string | null;
}

/** The thresholds as they are; where they make no sense, the last ones that did. */
export function servedSignals({ knowledgeDirectory, dataDirectory }: Config): Served {
  const kept = join(dataDirectory, 'served-signals');
  const [file, copy] = [knowledgeDirectory, kept].map((folder) =>
    join(folder, 'churn', 'signals.yaml'),
  ) as [string, string];
  try {
    const settings = loadSignals(knowledgeDirectory);
    mkdirSync(join(kept, 'churn'), { recursive: true, mode: 0o700 });
    cpSync(file, copy);
    return { settings, fault: null };
  } catch (error) {
    if (!(error instanceof GuichaoError) || !existsSync(copy)) throw error;
    return { settings: loadSignals(kept), fault: error.message };
  }
}

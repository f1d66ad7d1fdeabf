import { businessDate, openState, type State } from '../app.ts';
import { readConfig } from '../config.ts';
import { type Day, parseDay } from '../domain/calendar/day.ts';
import { dayOption } from './day-option.ts';
import { print } from './print.ts';

/** Every hit as a line, before ranking and caps. */
async function printHits(state: State, day: Day): Promise<void> {
  const { scanner } = await state.scanner();
  for await (const clients of scanner.judged(day)) {
    const lines = clients.flatMap(({ hits }) => hits.map((hit) => JSON.stringify(hit)));
    if (lines.length > 0) print(lines.join('\n'));
  }
}

export async function scan(options: {
  date?: string;
  hits?: boolean;
  json?: boolean;
}): Promise<void> {
  const config = readConfig();
  const today = parseDay(businessDate(config)) ?? 0;
  const day = dayOption('--date', options.date, today);
  const state = await openState(config);
  try {
    if (options.hits) return await printHits(state, day);
  } finally {
    await state.close();
  }
}

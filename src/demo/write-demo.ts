import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from '../domain/calendar/day.ts';
import { Chance } from './chance.ts';
import { writeBookings } from './client-bookings.ts';
import { writeMaster } from './client-master.ts';
import { movementsOf, writeBalances, writeHoldings } from './client-money.ts';
import { profileOf } from './client-profile.ts';
import { writeRelations } from './client-relations.ts';
import { writeCatalogue, writeEvents } from './demo-catalogue.ts';
import { type AddRow, csvLine, type DemoFile, demoFiles } from './demo-rows.ts';
import { writeStaff } from './demo-staff.ts';
import { writeToldClient } from './write-told-client.ts';

export interface DemoRequest {
  readonly directory: string;
  readonly clients: number;
  readonly seed: number;
  /** The last day that the data tell about: the day-end before the day on which it is shown. */
  readonly until: Day;
}

/** A small book tells a whole year of bookings; a large one half a year, enough for every signal. */
const smallBook = 10_000;
const flushAt = 1 << 18;

/** Lines are gathered and written in large pieces, file by file: memory stays the same. */
class CsvFolder {
  readonly #files = new Map<DemoFile, { readonly handle: number; text: string }>();

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    for (const [file, columns] of Object.entries(demoFiles)) {
      const handle = openSync(join(directory, `${file}.csv`), 'w', 0o600);
      this.#files.set(file as DemoFile, { handle, text: `${columns.join(',')}\n` });
    }
  }

  readonly add: AddRow = (file, row) => {
    const entry = this.#files.get(file);
    if (entry === undefined) return;
    entry.text += csvLine(file, row);
    if (entry.text.length < flushAt) return;
    writeSync(entry.handle, entry.text);
    entry.text = '';
  };

  close(): void {
    for (const { handle, text } of this.#files.values()) {
      writeSync(handle, text);
      closeSync(handle);
    }
  }
}

function writeClient(number: number, request: DemoRequest, from: Day, add: AddRow): void {
  const { seed, until } = request;
  if (request.clients >= 200 && writeToldClient(number + 1, until, add)) return;
  const chance = Chance.forClient(seed, number);
  const profile = profileOf(number, until, chance);
  const movements = movementsOf(profile, until, chance);
  writeMaster(profile, until, chance, add);
  const invested = writeHoldings(profile, until, chance, add);
  writeBalances(profile, movements, invested, until, chance, add);
  writeBookings(profile, movements, { from, until }, chance, add);
  writeRelations(profile, until, chance, add);
}

/** Writes a synthetic book as CSV: the same files for the same seed, size and day. */
export function writeDemo(request: DemoRequest): void {
  const folder = new CsvFolder(request.directory);
  const { add } = folder;
  const from = request.until - (request.clients <= smallBook ? 365 : 190);
  writeStaff(request.clients, request.seed, add);
  writeCatalogue(request.until + 1, add);
  writeEvents(request.until + 1, add);
  for (let number = 0; number < request.clients; number++) writeClient(number, request, from, add);
  folder.close();
}

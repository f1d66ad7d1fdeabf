import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseDay } from '../../src/domain/calendar/day.ts';
import { isoInZone } from '../../src/domain/calendar/zoned-time.ts';
import { textCard } from '../../src/domain/card/card.ts';
import { answerWith } from '../../src/domain/conversation/answer.ts';
import { deliveryRound } from '../../src/jobs/delivery-round.ts';
import { OutboxWorker } from '../../src/jobs/outbox-worker.ts';
import type { AlertParts } from '../../src/journeys/alerts/alert-parts.ts';
import type { Delivery, DeliveryChannel } from '../../src/ports/delivery-channel.ts';
import { loadDelivery, loadSignals, loadWorkCalendar } from '../../src/retrieval/load-signals.ts';
import { BookEmployeeDirectory } from '../../src/store/book/book-employee-directory.ts';
import { SqlClientBook } from '../../src/store/book/sql-client-book.ts';
import { SqlWorkBook } from '../../src/store/book/sql-work-book.ts';
import { openSqliteBook } from '../../src/store/book/sqlite-book.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { SqlBookScanner } from '../../src/store/scan/sql-book-scanner.ts';
import { SqlAlertStore } from '../../src/store/sql-alert-store.ts';
import { SqlConversationLibrary } from '../../src/store/sql-conversation-library.ts';
import { SqlConversationStore } from '../../src/store/sql-conversation-store.ts';
import { SqlJobRuns } from '../../src/store/sql-job-runs.ts';
import { SqlLookUpLog } from '../../src/store/sql-look-up-log.ts';
import { SqlOutbox } from '../../src/store/sql-outbox.ts';
import { SqlWorkSkips } from '../../src/store/sql-work-skips.ts';

// Runs the business days of the story one after another in a data directory, from where the last
// process was killed; its leases are short so that the next one need not wait for them.
const [folder = '', storyFile = ''] = process.argv.slice(2);
const story = JSON.parse(readFileSync(storyFile, 'utf8')) as string[];
const knowledge = join(import.meta.dirname, '..', '..', 'knowledge');
const zone = 'Asia/Shanghai';
const leaseMs = 200;
const pageOfRecord = join(folder, 'arrived.jsonl');
const progressFile = join(folder, 'step');

let now = new Date(0);
const today = () => parseDay(isoInZone(now, zone).slice(0, 10)) ?? 0;
const clock = { now: () => now };

const book = await openSqliteBook(join(folder, 'book.db'));
const state = await openDatabase(join(folder, 'guichao.db'));
const settings = loadSignals(knowledge);
const calendar = loadWorkCalendar(knowledge);
const iso = (at: Date) => isoInZone(at, zone);
const clientBook = new SqlClientBook(book, new SqlLookUpLog(state, clock), today);
const opened = {
  book: clientBook,
  scanner: new SqlBookScanner(book, { settings, calendar }),
  scannerBy: (other: typeof settings) => new SqlBookScanner(book, { settings: other, calendar }),
  store: new SqlAlertStore(state, leaseMs),
  outbox: new SqlOutbox(state, { realNow: Date.now, iso }),
  work: new SqlWorkBook(book),
  skips: new SqlWorkSkips(state),
  settings,
  delivery: loadDelivery(knowledge),
  calendar,
  timezone: zone,
  now: () => now,
};
const parts = (): AlertParts => ({ ...opened, today: today() });

/** A platform that keeps what arrived, whatever becomes of the process that sent it. */
const recording: DeliveryChannel = {
  name: 'slack',
  reaches: () => true,
  async deliver({ key }: Delivery) {
    await setTimeout(1);
    appendFileSync(pageOfRecord, `${JSON.stringify({ key, at: iso(now) })}\n`, { flush: true });
    await setTimeout(1);
    return { kind: 'delivered', reference: key };
  },
  async lookUp({ key }: Delivery) {
    const arrived = existsSync(pageOfRecord) ? readFileSync(pageOfRecord, 'utf8') : '';
    return arrived.includes(`"${key}"`) ? { kind: 'delivered', reference: key } : null;
  },
};

const conversations = new SqlConversationStore(state, clock);
const worker = new OutboxWorker({
  outbox: opened.outbox,
  conversations,
  library: new SqlConversationLibrary(state),
  employees: new BookEmployeeDirectory(book, today),
  channels: [recording],
  // What a message says is tested elsewhere; reading all cards would be most of a short life.
  compose: async ({ step }) =>
    answerWith({ kind: 'alerts', intent: 'alerts', card: textCard(step) }),
  knowledge: () => ({ version: 'soak', passages: () => [] }),
  holder: { id: String(process.pid), leaseMs },
  now: () => now,
  random: Math.random,
  onFault: (key, error) => process.stderr.write(`${key}: ${String(error)}\n`),
});
const runs = new SqlJobRuns(state, Date.now, leaseMs);

/** A step is over when its scan has run and nothing that is due waits, whoever had held it. */
async function isOver(): Promise<boolean> {
  const waiting = await state
    .selectFrom('outbox')
    .select('key')
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now.getTime())
    .executeTakeFirst();
  const scan = await state
    .selectFrom('job_runs')
    .select('slot')
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return waiting === undefined && scan === undefined;
}

const begun = existsSync(progressFile) ? Number(readFileSync(progressFile, 'utf8')) : 0;
process.stdout.write('ready\n');
for (let step = begun; step < story.length; step++) {
  now = new Date(story[step] ?? '');
  do {
    await deliveryRound({ alerts: async () => parts(), runs, worker });
    if (!(await isOver())) await setTimeout(leaseMs / 4);
  } while (!(await isOver()));
  writeFileSync(`${progressFile}.new`, String(step + 1));
  renameSync(`${progressFile}.new`, progressFile);
}
await clientBook.close();
await state.destroy();

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeDemo } from '../../src/demo/write-demo.ts';
import { type Day, formatDay } from '../../src/domain/calendar/day.ts';
import type { WorkCalendar } from '../../src/domain/calendar/work-calendar.ts';
import { zonedInstant } from '../../src/domain/calendar/zoned-time.ts';
import type { WorkItem } from '../../src/domain/worklist/choose-work.ts';
import { runScan } from '../../src/journeys/alerts/run-scan.ts';
import { type Worklist, worklist } from '../../src/journeys/alerts/worklist.ts';
import { RecordingChannel } from '../fakes/recording-channel.ts';
import { day } from '../fixtures/alert-parts.ts';
import { folderWith } from '../fixtures/cards.ts';
import { openDeliveries } from '../fixtures/deliveries.ts';

// A manager with 600 clients works by the list for sixty workdays: messages are sent, seven calls of
// ten come about. Then the log of contacts is read again, by rules written down here anew.
const workdays = 60;
/** Nobody has worked by a cadence before: so many workdays it takes until the backlog is gone. */
const warmUp = 15;
const start = day('2026-11-24');
const zone = 'Asia/Shanghai';
const manager = '1024';

/** mulberry32: the same days each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function bookOfOne(seed: number): Record<string, string> {
  const directory = folderWith({});
  writeDemo({ directory, clients: 600, seed, until: start + 95 });
  const files: Record<string, string> = {};
  for (const name of readdirSync(directory))
    files[name] = readFileSync(join(directory, name), 'utf8');
  const edit = (
    name: string,
    change: (cells: string[], at: (column: string) => number) => string[] | null,
  ) => {
    const [head = '', ...lines] = (files[name] ?? '').trim().split('\n');
    const columns = head.split(',');
    const kept = lines.flatMap((line) => {
      const cells = change(line.split(','), (column) => columns.indexOf(column));
      return cells === null ? [] : [cells.join(',')];
    });
    files[name] = [head, ...kept, ''].join('\n');
  };
  let nth = 0;
  edit('clients.csv', (cells, at) => {
    // Every tier has its share: a weekly one, and one every two weeks, too.
    nth++;
    const tier = nth % 25 === 0 ? '私行' : nth % 12 === 0 ? '白金' : (cells[at('tier')] ?? '');
    return cells.with(at('manager_id'), manager).with(at('tier'), tier);
  });
  // What happens from the first day on is what the list brings about.
  edit('contacts.csv', (cells, at) =>
    (cells[at('contacted_at')] ?? '') < formatDay(start)
      ? cells.with(at('manager_id'), manager)
      : null,
  );
  // Red alerts all along, two a week: complaints that are grave from the start.
  const reds = Array.from({ length: 24 }, (_, at) => {
    const client = `C${String(20 + 23 * at).padStart(6, '0')}`;
    return { complaint_id: `QX${at}`, client_id: client, opened_on: formatDay(start + 3 * at) };
  });
  files['complaints.csv'] = [
    (files['complaints.csv'] ?? '').trim(),
    ...reds.map(({ complaint_id, client_id, opened_on }) =>
      [complaint_id, client_id, opened_on, 3, '', '服务态度', ''].join(','),
    ),
    '',
  ].join('\n');
  return files;
}

interface Made {
  readonly clientId: string;
  readonly on: Day;
  readonly minute: number;
  readonly channel: string;
  readonly effective: boolean | null;
}

type Opened = Awaited<ReturnType<typeof openDeliveries>>;
type ClientRow = Awaited<ReturnType<typeof clientsOf>>[number];

const instantOf = ({ on, minute }: Pick<Made, 'on' | 'minute'>) =>
  zonedInstant(on, minute, zone).getTime();
const clientsOf = ({ book }: Opened) =>
  book.db.selectFrom('clients').selectAll().where('opened_on', '<=', start).execute();

/** When an item is done: in the hours that the client prefers. */
function minuteOf({ hours }: WorkItem, place: number): number {
  const [, hour = '9', minutes = '0'] = /^(\d+):(\d+)/.exec(hours ?? '') ?? [];
  return hours === null ? 9 * 60 + place * 5 : Number(hour) * 60 + Number(minutes);
}

const channels = { meeting: 'visit', call: 'call', message: 'sms' } as const;

/** Everything on the list is done as it says, a message after a call that failed included. */
async function workBy(list: Worklist, made: Made[], { book }: Opened, random: () => number) {
  const log = async (one: Made) => {
    made.push(one);
    const row = {
      contact_id: `SIM${made.length}`,
      client_id: one.clientId,
      manager_id: manager,
      contacted_at: instantOf(one) / 1000,
      contacted_on: list.day,
      channel: one.channel,
      direction: 'out',
      effective: one.effective === null ? null : Number(one.effective),
      result: null,
      note: null,
      next_on: null,
    };
    await book.db.insertInto('contacts').values(row).execute();
  };
  for (const [place, item] of list.items.entries()) {
    const { clientId, action, elseMessage } = item;
    const effective = action === 'message' ? null : action === 'meeting' || random() < 0.7;
    const made = { clientId, on: list.day, minute: minuteOf(item, place) };
    await log({ ...made, channel: channels[action], effective });
    if (effective === false && elseMessage)
      await log({ ...made, minute: made.minute + 1, channel: 'sms', effective: null });
  }
}

const cadences: Readonly<Record<string, number>> = { 白金: 14, 私行: 7 };

/** By tier: how many turns came up once all had settled, how many of them late, and by how much. */
function cadenceKept(
  clients: readonly ClientRow[],
  made: readonly Made[],
  days: readonly Day[],
  calendar: WorkCalendar,
) {
  const onWorkday = (on: Day) => (calendar.isWorkday(on) ? on : calendar.nextWorkday(on));
  const settled = days[warmUp] ?? start;
  const end = days.at(-1) ?? start;
  const tallies: Record<string, { clients: number; turns: number; late: number; worst: number }> =
    {};
  for (const { client_id, tier } of clients) {
    const every = cadences[tier ?? ''] ?? 30;
    const own = made.filter((one) => one.clientId === client_id && one.effective !== false);
    const turns = [start, ...own.map(({ on }) => on), end + 1].sort((x, y) => x - y);
    const late = turns.slice(1).flatMap((on, at) => {
      const due = onWorkday((turns[at] ?? start) + every);
      return on < settled || (on > end && due > end) ? [] : [Math.max(0, on - due)];
    });
    const before = tallies[tier ?? ''] ?? { clients: 0, turns: 0, late: 0, worst: 0 };
    tallies[tier ?? ''] = {
      clients: before.clients + 1,
      turns: before.turns + late.length,
      late: before.late + late.filter((by) => by > 0).length,
      worst: Math.max(before.worst, ...late),
    };
  }
  return tallies;
}

function contactedTooOften(clientIds: readonly string[], made: readonly Made[]): string[] {
  return clientIds.filter((id) => {
    const on = made.filter(({ clientId }) => clientId === id).map((one) => one.on);
    return on.some((last) => on.filter((one) => one > last - 7 && one <= last).length > 3);
  });
}

function outOfHours(clients: readonly ClientRow[], made: readonly Made[]): Made[] {
  const hours = new Map(clients.map((one) => [one.client_id, one.preferred_hours]));
  return made.filter(({ clientId, minute }) => {
    const said = /^(\d+):(\d+)-(\d+):(\d+)$/.exec(hours.get(clientId) ?? '');
    if (said === null) return false;
    const [, fromHour = 0, from = 0, toHour = 0, to = 0] = said.map(Number);
    return minute < fromHour * 60 + from || minute >= toHour * 60 + to;
  });
}

/** Red ones that the log of contacts leaves unmet: no talk from receipt to that time a workday later. */
async function unmetReds({ state, parts }: Opened, made: readonly Made[], until: number) {
  const { calendar } = parts();
  const reds = await state
    .selectFrom('alerts')
    .selectAll()
    .where('received_at', 'is not', null)
    .execute();
  const unmet = reds.filter(({ client_id, received_at }) => {
    const received = Date.parse(received_at ?? '');
    const on = day((received_at ?? '').slice(0, 10));
    const due = received + (calendar.nextWorkday(on) - on) * 86_400_000;
    const met = made.some(
      (one) =>
        one.clientId === client_id &&
        one.channel !== 'sms' &&
        one.effective === true &&
        instantOf(one) >= received &&
        instantOf(one) <= due,
    );
    return due < until && !met;
  });
  return { reds, unmet };
}

test.each([1, 2, 3])('sixty workdays of a 600-client book, seed %i', async (seed) => {
  const channel = new RecordingChannel();
  const opened = await openDeliveries(bookOfOne(seed), [channel]);
  const { parts, at, round, reader } = opened;
  const { calendar } = parts();
  const random = chance(6 + seed);
  const made: Made[] = [];
  const days: Day[] = [];
  const news: number[] = [];
  for (let on = start; days.length < workdays; on = calendar.nextWorkday(on)) {
    days.push(on);
    const date = formatDay(on);
    at(`${date}T06:30:00+08:00`);
    await runScan(on, parts());
    await round(`${date}T08:13:00+08:00`);
    const fresh = (await parts().store.ongoing()).filter(({ openedOn }) => openedOn === on);
    news.push(fresh.filter((one) => one.inDigest && one.severity !== 'red').length);
    at(`${date}T08:30:00+08:00`);
    const whose = { employeeId: manager, reader: await reader(manager) };
    await workBy(await worklist(whose, on, parts()), made, opened, random);
    await round(`${date}T16:01:00+08:00`);
    await round(`${date}T17:25:00+08:00`);
  }
  const clients = (await clientsOf(opened)).filter(
    ({ status, do_not_contact, closed_on }) =>
      (status ?? 'active') === 'active' && do_not_contact !== 1 && closed_on === null,
  );
  const kept = cadenceKept(clients, made, days, calendar);
  const end = zonedInstant(days.at(-1) ?? start, 17 * 60 + 25, zone).getTime();
  const { reds, unmet } = await unmetReds(opened, made, end);
  const breaches = channel.arrived.filter((key) => key.startsWith('breach/'));
  const told = breaches.filter((key) => key.endsWith(`/${manager}`));
  const leaderTold = breaches.filter((key) => !key.endsWith(`/${manager}`));
  const tooOften = contactedTooOften(
    clients.map((one) => one.client_id),
    made,
  );
  const figures = {
    seed,
    kept,
    contacts: made.length,
    tooOften: tooOften.length,
    outOfHours: outOfHours(clients, made).length,
    mostNewsInDigest: Math.max(...news),
    reds: reds.length,
    breached: told.length,
    deliveries: channel.arrived.length,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(opened.faults).toEqual([]);
  expect(Object.values(kept).filter(({ late }) => late > 0)).toEqual([]);
  expect(tooOften).toEqual([]);
  expect(outOfHours(clients, made)).toEqual([]);
  expect(Math.max(...news)).toBeLessThanOrEqual(5);
  expect(new Set(channel.arrived).size).toBe(channel.arrived.length);
  const left = unmet.map(({ alert_id }) => alert_id).sort();
  expect(told.map((key) => key.split('/')[1]).sort()).toEqual(left);
  expect(leaderTold.map((key) => key.split('/')[1]).sort()).toEqual(left);
});

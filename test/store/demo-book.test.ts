import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeDemo } from '../../src/demo/write-demo.ts';
import { parseDay } from '../../src/domain/calendar/day.ts';
import { folderWith } from '../fixtures/cards.ts';

const until = parseDay('2026-11-23') ?? 0;

function demo(more: { seed?: number; clients?: number } = {}): Record<string, string> {
  const directory = folderWith({});
  writeDemo({ directory, clients: 250, seed: 1, until, ...more });
  const files = readdirSync(directory).map((name) => [
    name,
    readFileSync(join(directory, name), 'utf8'),
  ]);
  return Object.fromEntries(files);
}

test('the same seed gives the same book, another one other clients', () => {
  expect(demo()).toEqual(demo());
  expect(demo({ seed: 2 })['clients.csv']).not.toBe(demo()['clients.csv']);
});

test('a larger book begins with the same clients', () => {
  const small = demo()['clients.csv'] ?? '';
  expect(demo({ clients: 300 })['clients.csv']?.startsWith(small)).toBe(true);
});

test('no mobile and no identity number can belong to anybody', () => {
  const rows = (demo()['clients.csv'] ?? '')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));
  expect(rows).toHaveLength(250);
  for (const row of rows) {
    expect(row[8]).toMatch(/^120\d{8}$/);
    expect(row[9]).toMatch(/^000000\d{12}$/);
    expect(row[21]).toBe('演示数据');
  }
});

test('the clients of the documentation stand in the book as it tells of them', () => {
  const { 'clients.csv': clients, 'transactions.csv': bookings, 'holdings.csv': holdings } = demo();
  expect(clients).toMatch(/C000123,1024,王建国,.*,王总,.*,120\d{4}0917,/);
  expect(bookings).toMatch(/T90112,C000123,2026-11-09,-150000.00,transfer/);
  expect(holdings).toMatch(/H5510,C000123,P103,300000.00,2023-12-04,2026-12-04,,false/);
  expect(holdings).toMatch(/H4102,C000031,P103,500000.00,.*,2026-11-19,,false,2026-11-19/);
});

test('stories run over the whole year, so that any day has somebody on the way', () => {
  const { 'transactions.csv': bookings = '', 'complaints.csv': complaints = '' } = demo({
    clients: 2000,
  });
  const months = new Set(complaints.match(/202[56]-\d\d(?=-\d\d,[1-4],)/g));
  expect(months.size).toBeGreaterThanOrEqual(9);
  const outside = bookings.split('\n').filter((row) => /,-\d{5,}\.00,transfer,.*,true$/.test(row));
  expect(new Set(outside.map((row) => row.split(',')[2]?.slice(0, 7))).size).toBeGreaterThanOrEqual(
    10,
  );
});

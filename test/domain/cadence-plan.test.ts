import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CadenceTurn,
  steadyNeed,
  turnsForToday,
} from '../../src/domain/worklist/cadence-plan.ts';

/** Monday to Friday, from day 0 on. */
const workdaysFrom = (first: number, count: number): number[] => {
  const days: number[] = [];
  for (let on = first; days.length < count; on++) if (on % 7 < 5) days.push(on);
  return days;
};
const turn = (clientId: string, over: Partial<CadenceTurn> = {}): CadenceTurn => ({
  clientId,
  every: 30,
  from: 0,
  deadline: 100,
  ...over,
});
const many = (count: number, over: Partial<CadenceTurn> & { name: string }) =>
  Array.from({ length: count }, (_, at) => turn(`${over.name}${at}`, over));

test('whose last day it is has their turn, and nobody else where the days ahead are empty enough', () => {
  const turns = [turn('late', { deadline: -3 }), turn('today', { deadline: 0 }), turn('far')];
  expect([...turnsForToday(turns, workdaysFrom(0, 30))]).toEqual(['late', 'today']);
});

test('a day that is too full is emptied from the days before it', () => {
  const full = many(20, { name: 'C', deadline: 8 });
  // Working days 0–4, 7 and 8: three a day keep the last one small.
  expect(turnsForToday(full, workdaysFrom(0, 30)).size).toBe(3);
  expect(turnsForToday(full, workdaysFrom(8, 30)).size).toBe(20);
});

test('nobody has their turn before it may come', () => {
  const early = many(20, { name: 'C', from: 4, deadline: 8 });
  expect(turnsForToday(early, workdaysFrom(0, 30)).size).toBe(0);
});

test('three days late weigh more with a weekly than a monthly client', () => {
  const turns = [turn('monthly', { deadline: -3 }), turn('weekly', { every: 7, deadline: -3 })];
  expect([...turnsForToday(turns, workdaysFrom(0, 30))][0]).toBe('weekly');
});

test('whatever the tiers, nobody is late on a team that can do its daily mean and half as much again', () => {
  const clients = fc.array(
    fc.record({ every: fc.constantFrom(7, 14, 30), last: fc.integer({ min: -30, max: 0 }) }),
    { minLength: 40, maxLength: 120 },
  );
  fc.assert(
    fc.property(clients, (book) => {
      const need = steadyNeed(book, workdaysFrom(0, 40));
      const capacity = Math.ceil(1.5 * need);
      const last = new Map(book.map((one, at) => [String(at), one.last]));
      const late: string[] = [];
      for (const day of workdaysFrom(0, 120)) {
        const turns = book.map(({ every }, at) => {
          const due = (last.get(String(at)) ?? 0) + every;
          const deadline = due % 7 < 5 ? due : due + 7 - (due % 7);
          return turn(String(at), { every, from: due - Math.floor(every / 2), deadline });
        });
        const chosen = [...turnsForToday(turns, workdaysFrom(day, 30))].slice(0, capacity);
        for (const id of chosen) last.set(id, day);
        // The backlog of the first days takes a while.
        if (day < 50) continue;
        late.push(
          ...turns.flatMap((one) =>
            one.deadline <= day && !chosen.includes(one.clientId) ? [one.clientId] : [],
          ),
        );
      }
      expect(late).toEqual([]);
    }),
    { numRuns: 30, seed: 7 },
  );
});

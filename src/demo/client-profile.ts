import type { Day } from '../domain/calendar/day.ts';
import type { Chance } from './chance.ts';
import { cities, employers, occupations, personName } from './demo-names.ts';
import { managerOf } from './demo-staff.ts';

/** What happens to a client, slowly, so that a scan of any day finds somebody on the way. */
export type Story =
  | 'steady'
  | 'moving-money'
  | 'spending-less'
  | 'gone-quiet'
  | 'not-rolled-over'
  | 'repaying-early'
  | 'moved'
  | 'changed-job'
  | 'complaining'
  | 'not-calling'
  | 'restless'
  | 'idle-salary';

export interface Profile {
  readonly clientId: string;
  readonly number: number;
  readonly managerId: string;
  readonly name: string;
  readonly gender: 'male' | 'female';
  readonly birth: Day;
  readonly age: number;
  readonly openedOn: Day;
  readonly city: string;
  readonly occupation: string;
  readonly employer: string | null;
  /** Yuan at the bank before the story begins. */
  readonly wealth: number;
  /** Spending bookings in a usual month. */
  readonly monthlySpends: number;
  /** Yuan a month, 0 where salary or pension come in elsewhere. */
  readonly salary: number;
  readonly payday: number;
  readonly story: Story;
  /** The day on which the story begins to show. */
  readonly turn: Day;
}

const yearDays = 365.25;

const stories = [
  ['steady', 60],
  ['moving-money', 5],
  ['spending-less', 5],
  ['gone-quiet', 4],
  ['not-rolled-over', 5],
  ['repaying-early', 2.5],
  ['moved', 3],
  ['changed-job', 2.5],
  ['complaining', 4],
  ['not-calling', 3],
  ['restless', 2],
  ['idle-salary', 4],
] as const satisfies [readonly [Story, number], ...(readonly [Story, number])[]];

function spends(story: Story, chance: Chance): number {
  if (story === 'spending-less') return chance.between(14, 20);
  if (story === 'gone-quiet') return chance.between(4, 7);
  return chance.weighted([
    [2, 45],
    [4, 30],
    [6, 13],
    [15, 12],
  ]);
}

/** The nth client of the branch network, the same for the same seed whatever their number. */
export function profileOf(number: number, today: Day, chance: Chance): Profile {
  const gender = chance.happens(0.5) ? 'male' : 'female';
  const story = chance.weighted<Story>(stories);
  const age = Math.min(88, 24 + Math.round(chance.skewed(24, 0.55)));
  const retired = age >= 60;
  const occupation = retired ? '退休' : chance.pick(occupations);
  const works = !retired && !['退休', '家庭主妇', '自由职业'].includes(occupation);
  const paidHere = story === 'idle-salary' || chance.happens(retired ? 0.6 : works ? 0.5 : 0);
  const wealth = Math.max(60_000, Math.round(chance.skewed(320_000, 0.9)));
  return {
    clientId: `C${String(number + 1).padStart(6, '0')}`,
    number,
    managerId: managerOf(number),
    name: personName(gender, chance),
    gender,
    birth: today - Math.floor(age * yearDays + chance.next() * yearDays),
    age,
    openedOn: today - chance.between(20, 5000),
    city: chance.happens(0.7) ? '杭州' : chance.pick(cities),
    occupation,
    employer: works ? chance.pick(employers) : null,
    wealth,
    monthlySpends: spends(story, chance),
    salary: paidHere ? Math.round(chance.skewed(retired ? 5200 : 13_000, 0.5)) : 0,
    payday: chance.between(5, 20),
    story,
    turn: today - chance.between(-10, 300),
  };
}

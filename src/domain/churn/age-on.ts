import { civilDate, type Day } from '../calendar/day.ts';

/** Full years; who was born on 29 February turns older on 1 March of other years. */
export function ageOn(birthDate: Day, day: Day): number {
  const [born, now] = [civilDate(birthDate), civilDate(day)];
  const before = now.month < born.month || (now.month === born.month && now.day < born.day);
  return now.year - born.year - (before ? 1 : 0);
}

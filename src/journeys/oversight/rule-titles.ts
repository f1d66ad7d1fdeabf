import { ruleBook } from '../../domain/compliance/rule-book.ts';
import { outreachRules } from '../../domain/outreach/hindrance.ts';

const titles = new Map<string, string>([
  ...ruleBook.map(({ id, title }) => [id, title] as const),
  ...Object.entries(outreachRules),
  ['EV-01', '谐音或拼音'],
]);
const bases = new Map(ruleBook.map(({ id, basis }) => [id, basis]));

export const isRule = (id: string): boolean => titles.has(id);

export function ruleTitle(id: string): string {
  return titles.get(id) ?? id;
}

/** Instrument and article; null: a rule of ours about clients and moments. */
export function ruleBasis(id: string): string | null {
  return bases.get(id) ?? null;
}

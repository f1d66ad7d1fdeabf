import { z } from 'zod';
import { moneyWords } from '../../domain/clients/client-words.ts';
import {
  assetsOf,
  type CsvRows,
  type Dossier,
  dossiersOf,
  field,
  latest,
} from './client-dossiers.ts';
import { expectedClients } from './expected-clients.ts';
import type { Mark } from './mark.ts';

const told = [
  'maturity',
  'holdings',
  'tail',
  'contact',
  'age',
  'birthday',
  'city',
  'occupation',
  'employer',
  'aum',
  'level',
  'tier',
  'opened',
  'name',
  'promise',
  'transfers',
] as const;
type Told = (typeof told)[number];

export const lookUpCaseSchema = z.object({
  id: z.string(),
  half: z.enum(['tuning', 'unseen']),
  /** `{name}`, `{id}` and `{tail}` stand for those of `who`. */
  text: z.string(),
  who: z.string().optional(),
  /** All conditions that the clients must fulfil, as `expectedClients` reads them. */
  fits: z.array(z.string()).optional(),
  /** What the answer must tell of the client, besides. */
  tells: z.enum(told).optional(),
  as: z.string().optional(),
});

type LookUpCase = z.infer<typeof lookUpCaseSchema>;

interface Found {
  readonly clientIds: readonly string[];
  readonly text: string;
}

/** The book that the cases are about, by its files and by the two ways of asking it. */
export interface EvaluationBook {
  readonly rows: CsvRows;
  readonly today: string;
  /** One turn of a conversation of its own. */
  ask(text: string, employeeId: string): Promise<Found>;
  /** `guichao clients TEXT`. */
  lookUp(text: string, employeeId: string): Promise<Found>;
}

const dateWords = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

const facts: Readonly<Record<Told, (one: Dossier, today: string) => string[]>> = {
  maturity: ({ placed }) => placed.flatMap(({ due }) => (due === '' ? [] : [dateWords(due)])),
  holdings: ({ open }) => open.map(({ name }) => name),
  tail: ({ row }) => [field(row, 'mobile').slice(-4)],
  contact: (one, today) => {
    const last = latest(one.of('contacts'), 'contacted_at', today);
    return [dateWords(field(last, 'contacted_at').slice(0, 10))];
  },
  age: ({ row }, today) => {
    const birth = field(row, 'birth_date');
    const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
    return [`${today.slice(5) >= birth.slice(5) ? years : years - 1}岁`];
  },
  birthday: ({ row }) => [dateWords(field(row, 'birth_date'))],
  city: ({ row }) => [field(row, 'address_city')],
  occupation: ({ row }) => [field(row, 'occupation')],
  employer: ({ row }) => [field(row, 'employer')],
  aum: (one, today) => [moneyWords(100 * assetsOf(one, today))],
  level: (one, today) => [field(latest(one.of('assessments'), 'assessed_on', today), 'level')],
  tier: ({ row }) => [field(row, 'tier')],
  opened: ({ row }) => [dateWords(field(row, 'opened_on'))],
  name: ({ row }) => [field(row, 'name')],
  promise: (one) =>
    one
      .of('contacts')
      .flatMap((row) => (row.next_on ? [dateWords(row.next_on)] : []))
      .slice(-1),
  transfers: (one, today) =>
    one
      .of('transactions')
      .filter((row) => row.kind === 'transfer' && Number(row.amount) < 0)
      .filter((row) => !['', 'OWN'].includes(field(row, 'counterparty_bank')))
      .filter((row) => field(row, 'booked_on') > `${today.slice(0, 8)}00`)
      .map((row) => dateWords(field(row, 'booked_on'))),
};

const managersUnder = ({ rows }: EvaluationBook, employeeId: string): string[] | null => {
  const staff = rows('managers');
  const me = staff.find((one) => one.manager_id === employeeId);
  if (me?.role === 'branch_head') return null;
  const team = staff.filter((one) => one.supervisor_id === employeeId);
  return [employeeId, ...team.map((one) => field(one, 'manager_id'))];
};

/** The words as they are asked, and the ids that must come. */
function expectationOf({ text, who, fits }: LookUpCase, own: readonly Dossier[], today: string) {
  if (who === undefined)
    return { asked: text, expected: expectedClients(own, fits ?? [], today), one: null };
  const one = own.find(({ id }) => id === who);
  const row = one?.row;
  const tail = field(row, 'mobile').slice(-4);
  const asked = text
    .replaceAll('{name}', field(row, 'name'))
    .replaceAll('{id}', who)
    .replaceAll('{tail}', tail);
  const same = own.filter((other) => {
    if (text.includes('{id}')) return other.id === who;
    if (text.includes('{tail}')) return field(other.row, 'mobile').endsWith(tail);
    return field(other.row, 'name') === field(row, 'name');
  });
  return { asked, expected: same.map(({ id }) => id).sort(), one: one ?? null };
}

function f1(got: readonly string[], expected: readonly string[]): number {
  if (got.length === 0 && expected.length === 0) return 1;
  const right = got.filter((id) => expected.includes(id)).length;
  return right === 0 ? 0 : (2 * right) / (got.length + expected.length);
}

function judged(
  { id, half, who, fits = [] }: LookUpCase,
  way: string,
  asked: string,
  got: Found,
  expected: readonly string[],
): Mark[] {
  const ids = [...got.clientIds].sort();
  const ok = JSON.stringify(ids) === JSON.stringify(expected);
  const share = f1(ids, expected);
  const wanted = `应为 ${expected.length} 位（${fits.join('；')}）`;
  const detail = `${asked} → ${ids.length} 位，${wanted}，F1 ${share.toFixed(2)}`;
  const isList = who === undefined;
  const mark = { id, half, group: isList ? '名单' : '一位', ok, detail };
  const exact = { ...mark, measure: `${way}：一个不差` };
  return isList ? [exact, { ...mark, share, measure: `${way}：名单 F1` }] : [exact];
}

/** Whether look-ups in chat and on the command line find just the clients that the files hold. */
export async function evaluateLookUps(
  cases: readonly LookUpCase[],
  book: EvaluationBook,
): Promise<Mark[]> {
  const books = new Map<string, Dossier[]>();
  const marks: Mark[] = [];
  for (const one of cases) {
    const { as = '1024', tells, id, half } = one;
    const own = books.get(as) ?? dossiersOf(book.rows, managersUnder(book, as), book.today);
    books.set(as, own);
    const { asked, expected, one: client } = expectationOf(one, own, book.today);
    const answer = await book.ask(asked, as);
    marks.push(...judged(one, '对话', asked, answer, expected));
    marks.push(...judged(one, '命令', asked, await book.lookUp(asked, as), expected));
    if (tells === undefined || client === null || expected.length !== 1) continue;
    const missing = facts[tells](client, book.today).filter((word) => !answer.text.includes(word));
    const ok = missing.length === 0;
    const detail = `${asked} → 没有说到 ${missing.join('、')}`;
    marks.push({ id, half, measure: '对话：说到所问', group: tells, ok, detail });
  }
  return marks;
}

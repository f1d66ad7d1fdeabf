/** A row of a CSV file, every value as it is written there. */
export type CsvRow = Readonly<Record<string, string>>;
export type CsvRows = (file: string) => readonly CsvRow[];

// What a look-up must find is worked out here from the files alone: dates compared as text, money
// as yuan, with nothing of the code that answers look-ups.

const files = [
  'holdings',
  'balances',
  'transactions',
  'contacts',
  'complaints',
  'loans',
  'assessments',
  'consents',
  'tags',
] as const;

export interface OpenHolding {
  readonly kind: string;
  readonly risk: string;
  readonly name: string;
  readonly amount: number;
  readonly maturity: string;
  /** Notice or maturity, the earlier; empty where neither is written. */
  readonly due: string;
}

/** One client with all rows of the book that tell of them. */
export interface Dossier {
  readonly id: string;
  readonly row: CsvRow;
  readonly of: (file: (typeof files)[number]) => readonly CsvRow[];
  readonly open: readonly OpenHolding[];
  readonly placed: readonly OpenHolding[];
  readonly productKind: (productId: string) => string;
}

export const field = (row: CsvRow | undefined, name: string): string => row?.[name] ?? '';

export const isPlacedKind = (kind: string): boolean => !['demand', 'card', 'loan'].includes(kind);

function byClient(rows: readonly CsvRow[]): Map<string, CsvRow[]> {
  const groups = new Map<string, CsvRow[]>();
  for (const row of rows) {
    const id = field(row, 'client_id');
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return groups;
}

function openHoldings(
  holdings: readonly CsvRow[],
  products: ReadonlyMap<string, CsvRow>,
  today: string,
): OpenHolding[] {
  return holdings
    .filter((one) => field(one, 'closed_on') === '' || field(one, 'closed_on') > today)
    .filter((one) => field(one, 'start_on') <= today)
    .map((one) => {
      const product = products.get(field(one, 'product_id'));
      return {
        kind: field(product, 'kind'),
        risk: field(product, 'risk'),
        name: field(product, 'name'),
        amount: Number(one.amount),
        maturity: field(one, 'maturity_on'),
        due: [field(one, 'maturity_on'), field(one, 'redeem_by')].filter(Boolean).sort()[0] ?? '',
      };
    });
}

/** The clients of some managers, or of all. */
export function dossiersOf(
  rows: CsvRows,
  managerIds: readonly string[] | null,
  today: string,
): Dossier[] {
  const products = new Map(rows('products').map((row) => [field(row, 'product_id'), row]));
  const own = rows('clients').filter(
    (row) => managerIds === null || managerIds.includes(field(row, 'manager_id')),
  );
  const ids = new Set(own.map((row) => field(row, 'client_id')));
  const groups = new Map(
    files.map((file) => [
      file,
      byClient(rows(file).filter((row) => ids.has(field(row, 'client_id')))),
    ]),
  );
  return own.map((row) => {
    const id = field(row, 'client_id');
    const of = (file: (typeof files)[number]) => groups.get(file)?.get(id) ?? [];
    const open = openHoldings(of('holdings'), products, today);
    const placed = open.filter(({ kind }) => isPlacedKind(kind));
    const productKind = (productId: string) => field(products.get(productId), 'kind');
    return { id, row, of, open, placed, productKind };
  });
}

/** The last row by a column, of those up to a day. */
export function latest(rows: readonly CsvRow[], column: string, until: string): CsvRow | undefined {
  return rows
    .filter((row) => field(row, column).slice(0, 10) <= until)
    .sort((a, b) => (field(a, column) < field(b, column) ? -1 : 1))
    .at(-1);
}

/** A date moved by days. */
export function shiftedDate(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

export const assetsOf = (one: Dossier, today: string): number => {
  const row = latest(one.of('balances'), 'month_end', today);
  return row ? Number(row.aum) : Number.NaN;
};

/** Assets now less those so many month ends before; not a number where either is missing. */
export function assetChange(one: Dossier, months: number, today: string) {
  const last = latest(one.of('balances'), 'month_end', today);
  if (!last) return { change: Number.NaN, before: Number.NaN };
  const [year = 0, month = 0] = field(last, 'month_end').split('-').map(Number);
  const end = new Date(Date.UTC(year, month - months, 0)).toISOString().slice(0, 10);
  const then = one.of('balances').find((row) => row.month_end === end);
  const before = then ? Number(then.aum) : Number.NaN;
  return { change: Number(last.aum) - before, before };
}

export function ageOf(one: Dossier, today: string): number {
  const birth = field(one.row, 'birth_date');
  if (birth === '') return Number.NaN;
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) >= birth.slice(5) ? years : years - 1;
}

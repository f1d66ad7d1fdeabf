import {
  ageOf,
  assetChange,
  assetsOf,
  type CsvRow,
  type Dossier,
  field,
  isPlacedKind,
  latest,
  type OpenHolding,
  shiftedDate,
} from './client-dossiers.ts';

type Fits = (one: Dossier) => boolean;
type Read = (words: readonly string[], today: string) => Fits;

const named = (words: readonly string[], name: string): string | undefined =>
  words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);

const between = (value: string, from = '-', to = '-'): boolean =>
  value !== '' && (from === '-' || from <= value) && (to === '-' || value <= to);

const numberBetween = (value: number, from = '-', to = '-'): boolean =>
  !Number.isNaN(value) &&
  (from === '-' || Number(from) <= value) &&
  (to === '-' || value <= Number(to));

/** Holdings of the kinds, risks and names that the words name; amounts one by one or summed. */
function holdingsFit(words: readonly string[], holdings: readonly OpenHolding[]): boolean {
  const [kinds, risks, name] = [named(words, 'kind'), named(words, 'risk'), named(words, 'name')];
  const [least, most] = [named(words, 'min') ?? '-', named(words, 'max') ?? '-'];
  const fit = holdings.filter(
    (one) =>
      (kinds === undefined || kinds.split(',').includes(one.kind)) &&
      (risks === undefined || risks.split(',').includes(one.risk)) &&
      (name === undefined || one.name.includes(name)),
  );
  if (!words.includes('sum')) return fit.some((one) => numberBetween(one.amount, least, most));
  const sum = fit.reduce((total, one) => total + one.amount, 0);
  return fit.length > 0 && numberBetween(sum, least, most);
}

const contactDay = (row: CsvRow): string => field(row, 'contacted_at').slice(0, 10);

const contacted: Read =
  ([from, to, ...how], today) =>
  (one) =>
    one
      .of('contacts')
      .some(
        (row) =>
          between(contactDay(row), from, to) &&
          contactDay(row) <= today &&
          (named(how, 'channel') ?? row.channel) === row.channel &&
          (named(how, 'direction') ?? row.direction) === row.direction &&
          (!how.includes('effective') || row.effective === 'true'),
      );

const isOpen = (row: CsvRow, column: string, today: string): boolean =>
  field(row, column) === '' || field(row, column) > today;

function complaint([how = '', ...words]: readonly string[], today: string): Fits {
  const least = Number(named(words, 'min') ?? 1);
  return (one) =>
    one
      .of('complaints')
      .some((row) =>
        how === 'any'
          ? true
          : how === 'escalated'
            ? field(row, 'escalated_on') !== ''
            : isOpen(row, 'closed_on', today) && Number(row.level) >= least,
      );
}

const loan: Read =
  ([kind = 'any'], today) =>
  (one) =>
    one
      .of('loans')
      .some((row) =>
        kind === 'prepay'
          ? field(row, 'prepay_requested_on') !== ''
          : isOpen(row, 'settled_on', today) && (kind === 'any' || row.kind === kind),
      );

const assessmentOf = (one: Dossier, today: string) =>
  latest(one.of('assessments'), 'assessed_on', today);
const validTo = (one: Dossier, today: string): string => {
  const day = field(assessmentOf(one, today), 'assessed_on');
  return day === '' ? '' : shiftedDate(day, 365);
};

const consent: Read =
  ([channel = 'any'], today) =>
  (one) =>
    one
      .of('consents')
      .some(
        (row) =>
          row.purpose === 'marketing' &&
          isOpen(row, 'revoked_on', today) &&
          (channel === 'any' || row.channel === channel || row.channel === 'all'),
      );

const promise: Read =
  ([from = 'any', to]) =>
  (one) =>
    one
      .of('contacts')
      .some(
        (row) =>
          field(row, 'next_on') !== '' &&
          (from === 'any' || between(field(row, 'next_on'), from, to)) &&
          !one
            .of('contacts')
            .some(
              (later) =>
                later.effective === 'true' &&
                field(later, 'contacted_at') > field(row, 'contacted_at'),
            ),
      );

/** Money that fell due in the window and was not placed again. */
const matured: Read =
  ([from, to]) =>
  (one) => {
    const kindOf = (row: CsvRow) => one.productKind(field(row, 'product_id'));
    const placed = one.of('holdings').filter((row) => isPlacedKind(kindOf(row)));
    const over = placed.filter(
      (row) =>
        row.auto_renew !== 'true' &&
        between(field(row, 'maturity_on'), from, to) &&
        (field(row, 'closed_on') === '' || field(row, 'closed_on') >= field(row, 'maturity_on')),
    );
    const first = over.map((row) => field(row, 'maturity_on')).sort()[0];
    return (
      first !== undefined &&
      !placed.some((row) => !over.includes(row) && field(row, 'start_on') >= first)
    );
  };

const transfer: Read =
  ([, from, to, ...words]) =>
  (one) => {
    const out = one
      .of('transactions')
      .filter(
        (row) =>
          row.kind === 'transfer' &&
          Number(row.amount) < 0 &&
          !['', 'OWN'].includes(field(row, 'counterparty_bank')) &&
          between(field(row, 'booked_on'), from, to),
      );
    const sum = out.reduce((total, row) => total - Number(row.amount), 0);
    return out.length > 0 && sum >= Number(named(words, 'min') ?? 0);
  };

const columns: Readonly<Record<string, string>> = {
  city: 'address_city',
  payroll: 'payroll_here',
  prefer: 'preferred_channel',
};

/** `is gender=female`, `is name=李*`, `is tier=白金,私行`. */
const is: Read = ([word = '']) => {
  const [name = '', choices = ''] = word.split('=');
  return (one) => {
    const value = field(one.row, columns[name] ?? name);
    return choices
      .split(',')
      .some((choice) =>
        choice.endsWith('*') ? value.startsWith(choice.slice(0, -1)) : value === choice,
      );
  };
};

function change([months = '3', bound = '<0']: readonly string[], today: string): Fits {
  return (one) => {
    const { change: by, before } = assetChange(one, Number(months), today);
    if (!(before > 0)) return false;
    if (bound === '<0') return by < 0;
    if (bound === '>0') return by > 0;
    const size = Number.parseFloat(bound.slice(2));
    const line = bound.endsWith('%') ? (before * size) / 100 : size;
    return bound.startsWith('<=') ? by <= line : by >= line;
  };
}

const tellsOf: Read =
  ([word = '']) =>
  (one) =>
    [one.row, ...one.of('contacts')].some((row) =>
      ['remark', 'note', 'result'].some((name) => field(row, name).includes(word)),
    );

const readers: Readonly<Record<string, Read>> = {
  all: () => () => true,
  nobody: () => () => false,
  due: ([from, to, ...words]) => {
    const inWindow = (one: OpenHolding) => between(one.due, from, to);
    return (one) => holdingsFit(words, one.placed.filter(inWindow));
  },
  holds: (words) => (one) => holdingsFit(words, one.open),
  silent:
    ([day = '']) =>
    (one) =>
      one.of('contacts').every((row) => contactDay(row) < day),
  contacted,
  aum:
    ([from, to], today) =>
    (one) =>
      numberBetween(assetsOf(one, today), from, to),
  deposits:
    ([from, to], today) =>
    (one) => {
      const row = latest(one.of('balances'), 'month_end', today);
      return field(row, 'deposits') !== '' && numberBetween(Number(row?.deposits), from, to);
    },
  change,
  birthday:
    ([from = '', to = '']) =>
    (one) =>
      between(field(one.row, 'birth_date').slice(5).replace('-', ''), from, to),
  age:
    ([from, to], today) =>
    (one) =>
      numberBetween(ageOf(one, today), from, to),
  opened:
    ([from, to]) =>
    (one) =>
      between(field(one.row, 'opened_on'), from, to),
  is,
  tag:
    ([tag], today) =>
    (one) =>
      one
        .of('tags')
        .some(
          (row) =>
            row.tag === tag &&
            (field(row, 'expires_on') === '' || field(row, 'expires_on') >= today),
        ),
  complaint,
  loan,
  assessed: (_words, today) => (one) => assessmentOf(one, today) !== undefined,
  valid: (_words, today) => (one) => validTo(one, today) >= today,
  expired: (_words, today) => (one) => validTo(one, today) !== '' && validTo(one, today) < today,
  ends:
    ([from, to], today) =>
    (one) =>
      between(validTo(one, today), from, to),
  level:
    ([levels = ''], today) =>
    (one) =>
      levels.split(',').includes(field(assessmentOf(one, today), 'level')),
  consent,
  dnd: () => (one) => one.row.do_not_contact === 'true',
  promise,
  matured,
  transfer,
  remark: tellsOf,
  manager:
    ([id]) =>
    (one) =>
      one.row.manager_id === id,
};

const orders: Readonly<Record<string, (one: Dossier, today: string) => number | string>> = {
  aum: assetsOf,
  age: (one) => Number(field(one.row, 'birth_date').replaceAll('-', '')) * -1,
  opened: (one) => field(one.row, 'opened_on'),
  due: (one, today) =>
    one.placed
      .map(({ due }) => due)
      .filter((day) => day >= today)
      .sort()[0] ?? '~',
  contact: (one, today) => contactDay(latest(one.of('contacts'), 'contacted_at', today) ?? {}),
  change: (one, today) => assetChange(one, 3, today).change,
};

/** `top aum 10`, `bottom due 5`. */
function ordered(
  [way, by = '', count]: readonly string[],
  fit: readonly Dossier[],
  today: string,
): Dossier[] {
  const value = orders[by] ?? assetsOf;
  const sign = way === 'top' ? -1 : 1;
  return fit
    .filter((one) => !Number.isNaN(value(one, today)))
    .sort((a, b) => {
      const [x, y] = [value(a, today), value(b, today)];
      if (x === y) return a.id < b.id ? -1 : 1;
      return (x < y ? -1 : 1) * sign;
    })
    .slice(0, Number(count));
}

/** The ids that fit all the conditions, in order; each is a line such as `age 60 -`. */
export function expectedClients(
  dossiers: readonly Dossier[],
  conditions: readonly string[],
  today: string,
): string[] {
  let fit = [...dossiers];
  for (const condition of conditions) {
    const [first = '', ...rest] = condition.split(' ');
    if (first === 'top' || first === 'bottom') {
      fit = ordered([first, ...rest], fit, today);
      continue;
    }
    const [name = '', ...words] = first === 'not' ? rest : [first, ...rest];
    const read = readers[name];
    if (!read) throw new Error(`unknown condition ${condition}`);
    const fits = read(words, today);
    fit = fit.filter((one) => fits(one) !== (first === 'not'));
  }
  return fit.map(({ id }) => id).sort();
}

import { type Day, formatDay } from '../domain/calendar/day.ts';

/** The files of the book, in the contract's names and column order. */
export const demoFiles = {
  branches: ['branch_id', 'name', 'city'],
  managers: [
    'manager_id',
    'name',
    'branch_id',
    'role',
    'supervisor_id',
    'email',
    'license_no',
    'licenses',
    'rest_weekdays',
  ],
  clients: [
    'client_id',
    'manager_id',
    'name',
    'opened_on',
    'status',
    'gender',
    'salutation',
    'birth_date',
    'mobile',
    'id_number',
    'occupation',
    'employer',
    'address_city',
    'address_changed_on',
    'employer_changed_on',
    'tier',
    'disc',
    'payroll_here',
    'preferred_channel',
    'preferred_hours',
    'do_not_contact',
    'remark',
  ],
  products: [
    'product_id',
    'name',
    'kind',
    'risk',
    'issuer',
    'min_amount',
    'rate_text',
    'benchmark_text',
    'on_sale_from',
    'on_sale_to',
    'valid_until',
  ],
  holdings: [
    'holding_id',
    'client_id',
    'product_id',
    'amount',
    'start_on',
    'maturity_on',
    'redeem_by',
    'auto_renew',
    'closed_on',
    'cost',
    'market_value',
    'value_on',
  ],
  balances: ['client_id', 'month_end', 'aum', 'aum_avg', 'deposits'],
  transactions: [
    'transaction_id',
    'client_id',
    'booked_on',
    'amount',
    'kind',
    'channel',
    'counterparty_bank',
    'counterparty_same_name',
  ],
  contacts: [
    'contact_id',
    'client_id',
    'manager_id',
    'contacted_at',
    'channel',
    'direction',
    'effective',
    'result',
    'note',
    'next_on',
  ],
  complaints: [
    'complaint_id',
    'client_id',
    'opened_on',
    'level',
    'escalated_on',
    'topic',
    'closed_on',
  ],
  loans: [
    'loan_id',
    'client_id',
    'kind',
    'balance',
    'opened_on',
    'due_on',
    'rate',
    'prepay_requested_on',
    'settled_on',
  ],
  assessments: ['client_id', 'assessed_on', 'level'],
  consents: ['client_id', 'purpose', 'channel', 'granted_on', 'revoked_on'],
  tags: ['client_id', 'tag', 'entered_on', 'entered_by', 'expires_on'],
  events: ['event_id', 'scope', 'scope_id', 'kind', 'from_on', 'to_on', 'text', 'approved_by'],
} as const;

export type DemoFile = keyof typeof demoFiles;
export type DemoRow<File extends DemoFile> = Partial<
  Record<(typeof demoFiles)[File][number], string | number | boolean | null>
>;

/** Takes a row; the demo's own texts hold no quotes, commas or line ends. */
export type AddRow = <File extends DemoFile>(file: File, row: DemoRow<File>) => void;

/** A row as a line of CSV. */
export function csvLine<File extends DemoFile>(file: File, row: DemoRow<File>): string {
  const values = row as Readonly<Record<string, unknown>>;
  let line = '';
  for (const column of demoFiles[file]) {
    const value = values[column];
    line += `${line === '' ? '' : ','}${value === null || value === undefined ? '' : value}`;
  }
  return `${line}\n`;
}

const known = new Map<Day, string>();

/** The date as written; the same few thousand days are asked for again and again. */
export function date(day: Day): string {
  let text = known.get(day);
  if (text === undefined) {
    text = formatDay(day);
    known.set(day, text);
  }
  return text;
}

/** Whole yuan as written in the files. */
export function yuan(amount: number): string {
  return `${Math.round(amount)}.00`;
}

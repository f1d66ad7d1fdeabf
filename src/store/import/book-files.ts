import {
  clientStatuses,
  discStyles,
  genders,
  outreachChannels,
} from '../../domain/clients/client.ts';
import {
  consentChannels,
  consentPurposes,
  contactChannels,
  contactDirections,
  loanKinds,
  riskLevels,
} from '../../domain/clients/client-records.ts';
import { productKinds, productRisks } from '../../domain/clients/product.ts';
import { transactionKinds } from '../../domain/clients/transaction-kind.ts';
import { roles } from '../../domain/people/employee.ts';
import type { BookSchema } from '../book/book-schema.ts';
import {
  choiceReader,
  codedReader,
  flagReader,
  instantReader,
  keyReader,
  listReader,
  moneyReader,
  patternReader,
  textReader,
  type ValueReader,
} from './value-readers.ts';

export type BookTable = Exclude<keyof BookSchema, 'imports'>;

/** Days are read in the form that the file's mapping names. */
export type ColumnReader = ValueReader | 'day' | 'month-end';

export interface BookColumn {
  readonly name: string;
  readonly required: boolean;
  readonly reader: ColumnReader;
  /** The table whose key this is. */
  readonly refersTo?: BookTable;
}

export interface BookFile {
  readonly table: BookTable;
  readonly columns: readonly BookColumn[];
  /** The bank's key, the first column unless said. */
  readonly key: readonly string[];
  /** The table's own order, in which rows are inserted; the key unless said. */
  readonly order: readonly string[];
}

type Shape = Record<string, ColumnReader | readonly [ColumnReader, BookTable]>;

function columnsOf(shape: Shape): BookColumn[] {
  return Object.entries(shape).map(([starred, given]) => {
    const required = starred.endsWith('*');
    const name = required ? starred.slice(0, -1) : starred;
    if (!Array.isArray(given)) return { name, required, reader: given as ColumnReader };
    const [reader, refersTo] = given as readonly [ColumnReader, BookTable];
    return { name, required, reader, refersTo };
  });
}

function file(table: BookTable, shape: Shape, key?: string[], order?: string[]): BookFile {
  const columns = columnsOf(shape);
  const ownKey = key ?? [columns[0]?.name ?? ''];
  return { table, columns, key: ownKey, order: order ?? ownKey };
}

const text = textReader;
const money = moneyReader;
const client = [keyReader, 'clients'] as const;
const licences = ['wealth', 'fund', 'insurance'];
const hours = patternReader(
  /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/,
  '应为时段，如 09:00-11:30',
);
const mobile = patternReader(/^\+?[\d -]{5,20}$/, '应为电话号码，只写数字');
const identity = patternReader(/^[\dA-Za-z()（）-]{4,30}$/, '应为证件号码');

/** The fourteen files, each after those it refers to; a star marks a required column. */
export const bookFiles: readonly BookFile[] = [
  file('branches', { 'branch_id*': keyReader, 'name*': text, city: text }),
  file('managers', {
    'manager_id*': keyReader,
    'name*': text,
    'branch_id*': [keyReader, 'branches'],
    'role*': choiceReader(roles),
    supervisor_id: [keyReader, 'managers'],
    email: text,
    slack_user_id: text,
    wecom_userid: text,
    license_no: text,
    licenses: listReader(licences),
    rest_weekdays: listReader(['1', '2', '3', '4', '5', '6', '7']),
    leave_from: 'day',
    leave_to: 'day',
    deputy_id: [keyReader, 'managers'],
    left_on: 'day',
  }),
  file('clients', {
    'client_id*': keyReader,
    'manager_id*': [keyReader, 'managers'],
    'name*': text,
    'opened_on*': 'day',
    status: choiceReader(clientStatuses),
    closed_on: 'day',
    gender: choiceReader(genders),
    salutation: text,
    birth_date: 'day',
    mobile,
    id_number: identity,
    occupation: text,
    employer: text,
    address_city: text,
    address_changed_on: 'day',
    employer_changed_on: 'day',
    tier: text,
    disc: choiceReader(discStyles),
    payroll_here: flagReader,
    preferred_channel: choiceReader(outreachChannels),
    preferred_hours: hours,
    do_not_contact: flagReader,
    remark: text,
  }),
  file('products', {
    'product_id*': keyReader,
    'name*': text,
    'kind*': choiceReader(productKinds),
    risk: choiceReader(productRisks),
    issuer: text,
    min_amount: money,
    rate_text: text,
    benchmark_text: text,
    on_sale_from: 'day',
    on_sale_to: 'day',
    valid_until: 'day',
  }),
  file(
    'holdings',
    {
      'holding_id*': keyReader,
      'client_id*': client,
      'product_id*': [keyReader, 'products'],
      'amount*': money,
      'start_on*': 'day',
      maturity_on: 'day',
      redeem_by: 'day',
      auto_renew: flagReader,
      closed_on: 'day',
      cost: money,
      market_value: money,
      value_on: 'day',
    },
    ['holding_id'],
    ['client_id', 'holding_id'],
  ),
  file(
    'balances',
    {
      'client_id*': client,
      'month_end*': 'month-end',
      'aum*': money,
      aum_avg: money,
      deposits: money,
    },
    ['client_id', 'month_end'],
  ),
  file(
    'transactions',
    {
      'transaction_id*': keyReader,
      'client_id*': client,
      'booked_on*': 'day',
      'amount*': money,
      'kind*': codedReader(transactionKinds),
      channel: text,
      counterparty_bank: text,
      counterparty_same_name: flagReader,
    },
    ['transaction_id'],
    ['client_id', 'booked_on', 'transaction_id'],
  ),
  file(
    'contacts',
    {
      'contact_id*': keyReader,
      'client_id*': client,
      'manager_id*': [keyReader, 'managers'],
      'contacted_at*': instantReader,
      'channel*': choiceReader(contactChannels),
      'direction*': choiceReader(contactDirections),
      effective: flagReader,
      result: text,
      note: text,
      next_on: 'day',
    },
    ['contact_id'],
    ['client_id', 'contacted_on', 'contact_id'],
  ),
  file(
    'complaints',
    {
      'complaint_id*': keyReader,
      'client_id*': client,
      'opened_on*': 'day',
      'level*': { ...codedReader(['', '1', '2', '3', '4']), expected: '应为 1 到 4' },
      escalated_on: 'day',
      topic: text,
      closed_on: 'day',
    },
    ['complaint_id'],
    ['client_id', 'complaint_id'],
  ),
  file(
    'loans',
    {
      'loan_id*': keyReader,
      'client_id*': client,
      'kind*': choiceReader(loanKinds),
      'balance*': money,
      'opened_on*': 'day',
      due_on: 'day',
      rate: text,
      prepay_requested_on: 'day',
      settled_on: 'day',
    },
    ['loan_id'],
    ['client_id', 'loan_id'],
  ),
  file(
    'assessments',
    { 'client_id*': client, 'assessed_on*': 'day', 'level*': choiceReader(riskLevels) },
    ['client_id', 'assessed_on'],
  ),
  file(
    'consents',
    {
      'client_id*': client,
      'purpose*': choiceReader(consentPurposes),
      'channel*': choiceReader(consentChannels),
      'granted_on*': 'day',
      revoked_on: 'day',
    },
    ['client_id', 'purpose', 'channel', 'granted_on'],
  ),
  file(
    'tags',
    {
      'client_id*': client,
      'tag*': text,
      'entered_on*': 'day',
      entered_by: text,
      expires_on: 'day',
    },
    ['client_id', 'tag', 'entered_on'],
  ),
  file('events', {
    'event_id*': keyReader,
    'scope*': choiceReader(['bank', 'branch', 'product']),
    scope_id: keyReader,
    'kind*': choiceReader(['reputation', 'outage', 'closure', 'move']),
    'from_on*': 'day',
    to_on: 'day',
    text,
    approved_by: text,
  }),
];

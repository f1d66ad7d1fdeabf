import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { addMonths, type Day, monthEnd } from '../../domain/calendar/day.ts';
import type { ClientCondition, Range } from '../../domain/clients/client-filter.ts';
import type { ClientNotes } from '../../domain/clients/client-notes.ts';
import { assessmentValidDays } from '../../domain/clients/client-records.ts';
import { transactionKinds } from '../../domain/clients/transaction-kind.ts';
import type { EngineName } from './engine.ts';
import { contactRows, stoppedSince, tagRows } from './noted-rows.ts';

type Truth = RawBuilder<SqlBool>;
type Of<Kind extends ClientCondition['kind']> = Extract<ClientCondition, { kind: Kind }>;

export interface Setting {
  readonly engine: EngineName;
  readonly today: Day;
  /** What was recorded in conversations and is not in the book's own tables. */
  readonly notes: ClientNotes;
}

const always = sql<SqlBool>`1 = 1`;

function all(...truths: Truth[]): Truth {
  return sql<SqlBool>`(${sql.join(truths, sql` AND `)})`;
}

function within(value: RawBuilder<unknown>, { from, to }: Range = {}): Truth {
  if (from !== undefined && to !== undefined) return sql`(${value} BETWEEN ${from} AND ${to})`;
  if (from !== undefined) return sql`(${value} >= ${from})`;
  return to === undefined ? always : sql`(${value} <= ${to})`;
}

function among(value: RawBuilder<unknown>, choices: readonly string[] | undefined): Truth {
  if (choices === undefined) return always;
  return choices.length === 0 ? sql`1 = 0` : sql`(${value} IN (${sql.join(choices)}))`;
}

/** Notice or maturity, whichever comes first; LEAST and MIN have no common spelling. */
export const dueDay = sql<number | null>`CASE
  WHEN h.redeem_by IS NULL THEN h.maturity_on
  WHEN h.maturity_on IS NULL OR h.redeem_by < h.maturity_on THEN h.redeem_by
  ELSE h.maturity_on END`;

/** Open on the day, and of a kind that money is placed in. */
export function openHolding(today: Day): Truth {
  return sql`(h.start_on <= ${today} AND (h.closed_on IS NULL OR h.closed_on > ${today}))`;
}

export const placedKind = sql<SqlBool>`(p.kind NOT IN ('demand', 'card', 'loan'))`;

/** Assets at the client's latest month end up to the day. */
export function aumAt(day: Day): RawBuilder<number | null> {
  return sql`(SELECT b.aum FROM balances b WHERE b.client_id = c.client_id
    AND b.month_end <= ${day} ORDER BY b.month_end DESC LIMIT 1)`;
}

export function depositsAt(day: Day): RawBuilder<number | null> {
  return sql`(SELECT b.deposits FROM balances b WHERE b.client_id = c.client_id
    AND b.month_end <= ${day} ORDER BY b.month_end DESC LIMIT 1)`;
}

const holdings = sql`holdings h JOIN products p ON p.product_id = h.product_id
  WHERE h.client_id = c.client_id`;

type Traits = Omit<Of<'holds'>, 'kind' | 'not'>;

/** Open holdings with these traits; their amounts count one by one, or together per client. */
function holdingsWith(traits: Traits, more: Truth, { today }: Setting): Truth {
  const { products, productName, risks, amountCents, perClient } = traits;
  const named =
    productName === undefined ? always : sql<SqlBool>`p.name LIKE ${`%${productName}%`}`;
  const fits = all(
    openHolding(today),
    among(sql`p.kind`, products),
    among(sql`p.risk`, risks),
    named,
    more,
  );
  if (perClient !== true) {
    return sql`EXISTS (SELECT 1 FROM ${holdings} AND ${fits} AND ${within(sql`h.amount`, amountCents)})`;
  }
  const sum = sql`(SELECT SUM(h.amount) FROM ${holdings} AND ${fits})`;
  return sql`(${sum} IS NOT NULL AND ${within(sum, amountCents)})`;
}

function due({ days, ...traits }: Of<'due'>, setting: Setting): Truth {
  return holdingsWith(traits, all(placedKind, within(dueDay, days)), setting);
}

const holds = (traits: Of<'holds'>, setting: Setting): Truth =>
  holdingsWith(traits, always, setting);

/** Assets at the latest month end, and at the one so many months before. */
function aumThenAndNow(months: number, today: Day) {
  const lastEnd = monthEnd(today) === today ? today : monthEnd(addMonths(today, -1));
  return { now: aumAt(today), before: aumAt(monthEnd(addMonths(lastEnd, -months))) };
}

export function aumChangeOf(months: number, today: Day): RawBuilder<number | null> {
  const { now, before } = aumThenAndNow(months, today);
  return sql`(${now} - ${before})`;
}

function aumChange({ months, cents, percent }: Of<'aum-change'>, { today }: Setting): Truth {
  const { before } = aumThenAndNow(months, today);
  const change = aumChangeOf(months, today);
  const share = (bound: number | undefined, sign: '>=' | '<=') =>
    bound === undefined
      ? always
      : sql<SqlBool>`(100 * ${change} ${sql.raw(sign)} ${bound} * ${before})`;
  return all(
    sql`${before} > 0`,
    within(change, cents),
    share(percent?.from, '>='),
    share(percent?.to, '<='),
  );
}

const withContacts = ({ notes }: Setting) => sql`${contactRows(notes)} k
  WHERE k.client_id = c.client_id`;

function contacted(asked: Of<'contacted'>, setting: Setting): Truth {
  const { days, effective, direction, channel } = asked;
  const fits = all(
    within(sql`k.contacted_on`, days),
    effective === undefined ? always : sql`k.effective = ${effective ? 1 : 0}`,
    direction === undefined ? always : sql`k.direction = ${direction}`,
    channel === undefined ? always : sql`k.channel = ${channel}`,
  );
  return sql`EXISTS (SELECT 1 FROM ${withContacts(setting)} AND ${fits})`;
}

function appointment({ days }: Of<'appointment'>, setting: Setting): Truth {
  return sql`EXISTS (SELECT 1 FROM ${withContacts(setting)}
    AND ${within(sql`k.contacted_on`, days)} AND k.result LIKE '%约%')`;
}

function birthday({ from, to }: Of<'birthday'>, { engine }: Setting): Truth {
  const monthDay =
    engine === 'sqlite'
      ? sql`CAST(strftime('%m%d', c.birth_date * 86400, 'unixepoch') AS INTEGER)`
      : sql`CAST(to_char(DATE '1970-01-01' + c.birth_date, 'MMDD') AS INTEGER)`;
  const inside =
    from <= to
      ? sql`${monthDay} BETWEEN ${from} AND ${to}`
      : sql`(${monthDay} >= ${from} OR ${monthDay} <= ${to})`;
  return sql`(c.birth_date IS NOT NULL AND ${inside})`;
}

function age({ years }: Of<'age'>, { today }: Setting): Truth {
  const from =
    years.from === undefined
      ? always
      : sql<SqlBool>`c.birth_date <= ${addMonths(today, -12 * years.from)}`;
  const to =
    years.to === undefined
      ? always
      : sql<SqlBool>`c.birth_date > ${addMonths(today, -12 * (years.to + 1))}`;
  return all(sql`c.birth_date IS NOT NULL`, from, to);
}

function latestAssessment(column: string, today: Day) {
  return sql`(SELECT ${sql.ref(`a.${column}`)} FROM assessments a WHERE a.client_id = c.client_id
    AND a.assessed_on <= ${today} ORDER BY a.assessed_on DESC LIMIT 1)`;
}

function tagged({ tag }: Of<'tag'>, { today, notes }: Setting): Truth {
  return sql`EXISTS (SELECT 1 FROM ${tagRows(notes)} t WHERE t.client_id = c.client_id
    AND t.tag = ${tag} AND t.entered_on <= ${today}
    AND (t.expires_on IS NULL OR t.expires_on >= ${today}))`;
}

function mayMarket({ channel }: Of<'may-market'>, { today, notes }: Setting): Truth {
  const fits = channel === undefined ? always : sql`s.channel IN (${channel}, 'all')`;
  return sql`EXISTS (SELECT 1 FROM consents s WHERE s.client_id = c.client_id
    AND s.purpose = 'marketing' AND s.granted_on <= ${today}
    AND (s.revoked_on IS NULL OR s.revoked_on > ${today}) AND ${fits}
    AND NOT ${stoppedSince(channel, notes)})`;
}

/** Promised for a day of the window, and not talked to effectively since it was promised. */
function promiseOpen({ days }: Of<'promise-open'>, setting: Setting): Truth {
  return sql`EXISTS (SELECT 1 FROM ${withContacts(setting)}
    AND k.next_on IS NOT NULL AND ${within(sql`k.next_on`, days)} AND NOT EXISTS (
      SELECT 1 FROM ${contactRows(setting.notes)} l
      WHERE l.client_id = c.client_id AND l.contacted_at > k.contacted_at AND l.effective = 1))`;
}

/** As signal M2 counts what was not placed again, whatever its amount. */
function matured({ days, amountCents }: Of<'matured'>, { today }: Setting): Truth {
  const over = sql`h.client_id = c.client_id AND ${placedKind} AND h.start_on <= ${today}
    AND COALESCE(h.auto_renew, 0) <> 1
    AND (h.closed_on IS NULL OR h.closed_on >= h.maturity_on) AND h.maturity_on < ${today}
    AND ${within(sql`h.maturity_on`, days)}`;
  const from = sql`FROM holdings h JOIN products p ON p.product_id = h.product_id`;
  return sql`(EXISTS (SELECT 1 ${from} WHERE ${over} AND ${within(sql`h.amount`, amountCents)})
    AND NOT EXISTS (SELECT 1 FROM holdings g JOIN products r ON r.product_id = g.product_id
      WHERE g.client_id = c.client_id AND r.kind NOT IN ('demand', 'card', 'loan')
        AND g.start_on <= ${today}
        AND g.start_on >= (SELECT MIN(h.maturity_on) ${from} WHERE ${over})
        AND g.holding_id NOT IN (SELECT h.holding_id ${from} WHERE ${over})))`;
}

const transferCode = transactionKinds.indexOf('transfer');

function movedOut({ days, cents }: Of<'moved-out'>, { today }: Setting): Truth {
  const moved = sql`(SELECT -SUM(t.amount) FROM transactions t WHERE t.client_id = c.client_id
    AND t.booked_on <= ${today} AND ${within(sql`t.booked_on`, days)}
    AND t.kind = ${transferCode} AND t.amount < 0
    AND t.counterparty_bank IS NOT NULL AND t.counterparty_bank <> 'OWN')`;
  return cents === undefined ? sql`(${moved} > 0)` : within(moved, cents);
}

function noted({ words }: Of<'noted'>, setting: Setting): Truth {
  const like = `%${words}%`;
  return sql`(c.remark LIKE ${like} OR EXISTS (SELECT 1 FROM ${withContacts(setting)}
    AND (k.note LIKE ${like} OR k.result LIKE ${like})))`;
}

type Compile<Kind extends ClientCondition['kind']> = (
  condition: Of<Kind>,
  setting: Setting,
) => Truth;

const compilers: { readonly [Kind in ClientCondition['kind']]: Compile<Kind> } = {
  due,
  holds,
  'aum-change': aumChange,
  contacted,
  birthday,
  age,
  tag: tagged,
  'may-market': mayMarket,
  'promise-open': promiseOpen,
  appointment,
  aum: ({ cents }, { today }) => within(aumAt(today), cents),
  deposits: ({ cents }, { today }) => within(depositsAt(today), cents),
  surname: ({ surname }) => sql`c.name LIKE ${`${surname}%`}`,
  occupation: ({ occupations }) =>
    sql`(${sql.join(
      occupations.map((one) => sql`c.occupation LIKE ${`%${one}%`}`),
      sql` OR `,
    )})`,
  disc: ({ style }) => sql`c.disc = ${style}`,
  payroll: () => sql`c.payroll_here = 1`,
  'do-not-contact': () => sql`c.do_not_contact = 1`,
  opened: ({ days }) => within(sql`c.opened_on`, days),
  gender: ({ gender }) => sql`c.gender = ${gender}`,
  city: ({ cities }) => among(sql`c.address_city`, cities),
  born: ({ days }) => within(sql`c.birth_date`, days),
  employer: ({ employer }) => sql`c.employer LIKE ${`%${employer}%`}`,
  prefers: ({ channel }) => sql`c.preferred_channel = ${channel}`,
  noted,
  matured,
  'moved-out': movedOut,
  tier: ({ tiers }) => among(sql`c.tier`, tiers),
  status: ({ statuses }) => among(sql`COALESCE(c.status, 'active')`, statuses),
  manager: ({ managerId }) => sql`c.manager_id = ${managerId}`,
  'one-of': ({ clientIds }) => among(sql`c.client_id`, clientIds),
  'complaint-open': ({ level = 1 }, { today }) => sql`EXISTS (SELECT 1 FROM complaints q
    WHERE q.client_id = c.client_id AND q.opened_on <= ${today} AND q.level >= ${level}
    AND (q.closed_on IS NULL OR q.closed_on > ${today}))`,
  'complaint-escalated': (_, { today }) => sql`EXISTS (SELECT 1 FROM complaints q
    WHERE q.client_id = c.client_id AND q.escalated_on <= ${today})`,
  'prepay-asked': (_, { today }) => sql`EXISTS (SELECT 1 FROM loans n
    WHERE n.client_id = c.client_id AND n.prepay_requested_on <= ${today})`,
  complained: (_, { today }) => sql`EXISTS (SELECT 1 FROM complaints q
    WHERE q.client_id = c.client_id AND q.opened_on <= ${today})`,
  'loan-open': ({ loans, cents }, { today }) => sql`EXISTS (SELECT 1 FROM loans n
    WHERE n.client_id = c.client_id AND n.opened_on <= ${today}
    AND (n.settled_on IS NULL OR n.settled_on > ${today}) AND ${among(sql`n.kind`, loans)}
    AND ${within(sql`n.balance`, cents)})`,
  assessed: (_, { today }) => sql`${latestAssessment('assessed_on', today)} IS NOT NULL`,
  'assessment-ends': ({ days }, { today }) =>
    within(sql`${latestAssessment('assessed_on', today)} + ${assessmentValidDays}`, days),
  'assessment-valid': (_, { today }) =>
    sql`${latestAssessment('assessed_on', today)} >= ${today - assessmentValidDays}`,
  'risk-level': ({ levels }, { today }) => among(latestAssessment('level', today), levels),
};

/** Whether a condition holds for the client `c`; what is not known is not fulfilled. */
export function conditionSql(condition: ClientCondition, setting: Setting): Truth {
  const compile = compilers[condition.kind] as (one: ClientCondition, setting: Setting) => Truth;
  const truth = sql<SqlBool>`COALESCE(${compile(condition, setting)}, ${sql.raw(setting.engine === 'sqlite' ? '0' : 'FALSE')})`;
  return condition.not === true ? sql`NOT ${truth}` : truth;
}

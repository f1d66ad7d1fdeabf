import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { addMonths, type Day, monthEnd } from '../../domain/calendar/day.ts';
import type { ClientCondition, Range } from '../../domain/clients/client-filter.ts';
import { assessmentValidDays } from '../../domain/clients/client-records.ts';
import type { EngineName } from './engine.ts';

type Truth = RawBuilder<SqlBool>;
type Of<Kind extends ClientCondition['kind']> = Extract<ClientCondition, { kind: Kind }>;

interface Setting {
  readonly engine: EngineName;
  readonly today: Day;
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

const holdings = sql`holdings h JOIN products p ON p.product_id = h.product_id
  WHERE h.client_id = c.client_id`;

function due({ days, amountCents, perClient }: Of<'due'>, { today }: Setting): Truth {
  const window = all(openHolding(today), placedKind, within(dueDay, days));
  if (perClient !== true) {
    return sql`EXISTS (SELECT 1 FROM ${holdings} AND ${window} AND ${within(sql`h.amount`, amountCents)})`;
  }
  const sum = sql`(SELECT SUM(h.amount) FROM ${holdings} AND ${window})`;
  return sql`(${sum} IS NOT NULL AND ${within(sum, amountCents)})`;
}

function holds({ products, risks, amountCents }: Of<'holds'>, { today }: Setting): Truth {
  const fits = all(
    openHolding(today),
    among(sql`p.kind`, products),
    among(sql`p.risk`, risks),
    within(sql`h.amount`, amountCents),
  );
  return sql`EXISTS (SELECT 1 FROM ${holdings} AND ${fits})`;
}

function aumChange({ months, cents, percent }: Of<'aum-change'>, { today }: Setting): Truth {
  const lastEnd = monthEnd(today) === today ? today : monthEnd(addMonths(today, -1));
  const now = aumAt(today);
  const before = aumAt(monthEnd(addMonths(lastEnd, -months)));
  const change = sql`(${now} - ${before})`;
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

function contacted({ days, effective, direction }: Of<'contacted'>): Truth {
  const fits = all(
    within(sql`k.contacted_on`, days),
    effective === undefined ? always : sql`k.effective = ${effective ? 1 : 0}`,
    direction === undefined ? always : sql`k.direction = ${direction}`,
  );
  return sql`EXISTS (SELECT 1 FROM contacts k WHERE k.client_id = c.client_id AND ${fits})`;
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

function tagged({ tag }: Of<'tag'>, { today }: Setting): Truth {
  return sql`EXISTS (SELECT 1 FROM tags t WHERE t.client_id = c.client_id AND t.tag = ${tag}
    AND t.entered_on <= ${today} AND (t.expires_on IS NULL OR t.expires_on >= ${today}))`;
}

function mayMarket({ channel }: Of<'may-market'>, { today }: Setting): Truth {
  const fits = channel === undefined ? always : sql`s.channel IN (${channel}, 'all')`;
  return sql`EXISTS (SELECT 1 FROM consents s WHERE s.client_id = c.client_id
    AND s.purpose = 'marketing' AND s.granted_on <= ${today}
    AND (s.revoked_on IS NULL OR s.revoked_on > ${today}) AND ${fits})`;
}

/** Promised for a day of the window, and not talked to effectively since it was promised. */
function promiseOpen({ days }: Of<'promise-open'>): Truth {
  return sql`EXISTS (SELECT 1 FROM contacts k WHERE k.client_id = c.client_id
    AND ${within(sql`k.next_on`, days)} AND NOT EXISTS (SELECT 1 FROM contacts l
      WHERE l.client_id = c.client_id AND l.contacted_at > k.contacted_at AND l.effective = 1))`;
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
  aum: ({ cents }, { today }) => within(aumAt(today), cents),
  opened: ({ days }) => within(sql`c.opened_on`, days),
  gender: ({ gender }) => sql`c.gender = ${gender}`,
  city: ({ city }) => sql`c.address_city = ${city}`,
  tier: ({ tiers }) => among(sql`c.tier`, tiers),
  status: ({ statuses }) => among(sql`COALESCE(c.status, 'active')`, statuses),
  manager: ({ managerId }) => sql`c.manager_id = ${managerId}`,
  'complaint-open': (_, { today }) => sql`EXISTS (SELECT 1 FROM complaints q
    WHERE q.client_id = c.client_id AND q.opened_on <= ${today}
    AND (q.closed_on IS NULL OR q.closed_on > ${today}))`,
  'loan-open': (_, { today }) => sql`EXISTS (SELECT 1 FROM loans n
    WHERE n.client_id = c.client_id AND n.opened_on <= ${today}
    AND (n.settled_on IS NULL OR n.settled_on > ${today}))`,
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

import type { Day } from '../../domain/calendar/day.ts';
import type { ClientPage } from '../../domain/clients/client.ts';
import type { ClientCondition, Range } from '../../domain/clients/client-filter.ts';
import { dueOn, isPlaced } from '../../domain/clients/client-standing.ts';
import { formalName, kindWords, moneyWords, shortDay } from '../../domain/clients/client-words.ts';
import type { Holding } from '../../domain/clients/holding.ts';
import type { ClientReader } from '../../ports/client-book.ts';
import { asData } from './record-marks.ts';

type Listed = ClientPage['clients'][number];
export type Due = Extract<ClientCondition, { kind: 'due' }>;

export interface Row {
  readonly clientId: string;
  readonly keys: readonly (number | string | null)[];
  readonly cells: readonly string[];
  readonly cents: number;
  readonly day: Day | null;
  /** Notice must be given by that day, or the money stays. */
  readonly hasNotice: boolean;
}

function within(value: number, { from, to }: Range): boolean {
  return (from === undefined || from <= value) && (to === undefined || value <= to);
}

function isKind(one: Holding, { products, productName }: Due): boolean {
  if (products !== undefined && !products.includes(one.kind)) return false;
  return productName === undefined || one.productName.includes(productName);
}

function fitsDue(one: Holding, due: Due): boolean {
  const day = dueOn(one);
  if (day === null || !isPlaced(one) || !within(day, due.days) || !isKind(one, due)) return false;
  return due.perClient === true || within(one.amountCents, due.amountCents ?? {});
}

const named = (one: Listed): string => asData(formalName(one));
const talked = (one: Listed, today: Day): string =>
  one.lastContactedOn === null ? '没有记录' : shortDay(one.lastContactedOn, today);

export async function dueRow(
  client: Listed,
  due: Due,
  reader: ClientReader,
  today: Day,
): Promise<Row> {
  const card = await reader.card(client.clientId);
  const holdings = (card?.holdings ?? []).filter((one) => fitsDue(one, due));
  const first = holdings[0];
  const cents = holdings.reduce((sum, one) => sum + one.amountCents, 0);
  const notice = holdings.find((one) => one.redeemBy !== null && one.redeemBy >= today)?.redeemBy;
  const kinds = [...new Set(holdings.map((one) => kindWords[one.kind]))].join('、');
  const maturity = first?.maturityOn ?? null;
  const cells = [
    named(client),
    maturity === null ? '—' : shortDay(maturity, today),
    `${moneyWords(cents)}${holdings.length > 1 ? `（${holdings.length}笔）` : ''}`,
    kinds,
    `${notice === null || notice === undefined ? '' : `**预约截止 ${shortDay(notice, today)}**；`}上次联系 ${talked(client, today)}`,
  ];
  const keys = [client.name, maturity, cents, kinds, client.lastContactedOn];
  const day = first ? dueOn(first) : null;
  return { clientId: client.clientId, keys, cells, cents, day, hasNotice: Boolean(notice) };
}

export function plainRow(client: Listed, today: Day): Row {
  const cells = [
    named(client),
    client.tier ?? '—',
    client.aumCents === null ? '—' : moneyWords(client.aumCents),
    client.nextDueOn === null ? '—' : shortDay(client.nextDueOn, today),
    talked(client, today),
  ];
  const { clientId, name, tier, aumCents, nextDueOn, lastContactedOn } = client;
  const keys = [name, tier, aumCents, nextDueOn, lastContactedOn];
  return { clientId, keys, cells, cents: aumCents ?? 0, day: null, hasNotice: false };
}

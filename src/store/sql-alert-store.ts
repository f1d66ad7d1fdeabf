import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type {
  ExpressionBuilder,
  Kysely,
  OnConflictDatabase,
  OnConflictTables,
  Selectable,
  Transaction,
} from 'kysely';
import type { Day } from '../domain/calendar/day.ts';
import { type Alert, type AlertSignal, rank } from '../domain/churn/alert.ts';
import type { SignalCode } from '../domain/churn/signal-code.ts';
import type { AlertStore, Mute, ScanRecord, Standing } from '../ports/alert-store.ts';
import type { OutboxMessage } from '../ports/outbox.ts';
import { writeMessages } from './outbox-rows.ts';
import type { Schema } from './schema.ts';

/** SQLite binds at most 32,766 values to one statement. */
const rowsAtOnce = 200;
const usualLeaseMs = 15_000;
const pauseMs = 50;

function toAlert(row: Selectable<Schema['alerts']>): Alert {
  return {
    alertId: row.alert_id,
    clientId: row.client_id,
    managerId: row.manager_id,
    severity: row.severity as Alert['severity'],
    score: row.score,
    aumAtRisk: row.aum_at_risk,
    openedOn: row.opened_on,
    lastHitOn: row.last_hit_on,
    closedOn: row.closed_on,
    status: row.status as Alert['status'],
    snoozedUntil: row.snoozed_until,
    outcome: row.outcome,
    inDigest: row.in_digest === 1,
    receivedAt: row.received_at,
    signals: JSON.parse(row.signals) as AlertSignal[],
  };
}

function toRow(alert: Alert): Schema['alerts'] {
  return {
    alert_id: alert.alertId,
    client_id: alert.clientId,
    manager_id: alert.managerId,
    severity: alert.severity,
    score: alert.score,
    aum_at_risk: alert.aumAtRisk,
    opened_on: alert.openedOn,
    last_hit_on: alert.lastHitOn,
    closed_on: alert.closedOn,
    status: alert.status,
    snoozed_until: alert.snoozedUntil,
    outcome: alert.outcome,
    in_digest: alert.inDigest ? 1 : 0,
    received_at: alert.receivedAt,
    signals: JSON.stringify(alert.signals),
  };
}

/** What a scan knows better; what people did with an alert while it ran is left as they left it. */
function replaced(
  eb: ExpressionBuilder<OnConflictDatabase<Schema, 'alerts'>, OnConflictTables<'alerts'>>,
) {
  return {
    manager_id: eb.ref('excluded.manager_id'),
    severity: eb.ref('excluded.severity'),
    score: eb.ref('excluded.score'),
    aum_at_risk: eb.ref('excluded.aum_at_risk'),
    last_hit_on: eb.ref('excluded.last_hit_on'),
    received_at: eb.fn.coalesce('alerts.received_at', 'excluded.received_at'),
    signals: eb.ref('excluded.signals'),
  };
}

function ended(
  eb: ExpressionBuilder<OnConflictDatabase<Schema, 'alerts'>, OnConflictTables<'alerts'>>,
) {
  return {
    ...replaced(eb),
    status: eb.ref('excluded.status'),
    closed_on: eb.ref('excluded.closed_on'),
    outcome: eb.ref('excluded.outcome'),
  };
}

async function keepAlerts(tx: Transaction<Schema>, alerts: readonly Alert[]): Promise<void> {
  for (const closed of [false, true]) {
    const told = alerts.filter(({ closedOn }) => (closedOn !== null) === closed).map(toRow);
    for (let at = 0; at < told.length; at += rowsAtOnce) {
      await tx
        .insertInto('alerts')
        .values(told.slice(at, at + rowsAtOnce))
        .onConflict((one) =>
          one
            .column('alert_id')
            .doUpdateSet(closed ? ended : replaced)
            .where('alerts.closed_on', 'is', null),
        )
        .execute();
    }
  }
}

const worstFirst = (a: Alert, b: Alert) =>
  rank(b.severity) - rank(a.severity) || b.score - a.score || (a.alertId < b.alertId ? -1 : 1);

/** Scans and alerts in SQL. */
export class SqlAlertStore implements AlertStore {
  readonly #db: Kysely<Schema>;
  readonly #leaseMs: number;

  constructor(db: Kysely<Schema>, leaseMs = usualLeaseMs) {
    this.#db = db;
    this.#leaseMs = leaseMs;
  }

  async bindTo(origin: string): Promise<void> {
    const bound = await this.#db.selectFrom('alert_book').selectAll().executeTakeFirst();
    if (bound?.origin === origin) return;
    await this.#db.transaction().execute(async (tx) => {
      await tx.deleteFrom('scans').execute();
      await tx.deleteFrom('standings').execute();
      await tx.deleteFrom('alert_steps').execute();
      await tx.deleteFrom('alert_mutes').execute();
      await tx.deleteFrom('work_skips').execute();
      await tx.deleteFrom('outbox').where('state', '=', 'waiting').execute();
      await tx.deleteFrom('job_runs').execute();
      await tx.deleteFrom('alerts').execute();
      await tx.updateTable('alert_book').set({ origin }).execute();
    });
  }

  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const holder = randomUUID();
    while (!(await this.#hold(holder))) await setTimeout(pauseMs);
    const renewal = setInterval(
      () => void this.#hold(holder).catch(() => false),
      this.#leaseMs / 3,
    );
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      await this.#db
        .updateTable('alert_book')
        .set({ held_by: '', held_until: 0 })
        .where('held_by', '=', holder)
        .execute();
    }
  }

  /** Takes or keeps the lease; a killed process loses it by itself. */
  async #hold(holder: string): Promise<boolean> {
    const now = Date.now();
    const held = await this.#db
      .updateTable('alert_book')
      .set({ held_by: holder, held_until: now + this.#leaseMs })
      .where((eb) => eb.or([eb('held_by', '=', holder), eb('held_until', '<', now)]))
      .returning('held_by')
      .executeTakeFirst();
    return held !== undefined;
  }

  async lastScanDay(): Promise<Day | null> {
    const row = await this.#db
      .selectFrom('scans')
      .select((eb) => eb.fn.max('day').as('day'))
      .executeTakeFirst();
    return row?.day ?? null;
  }

  async standingBefore(day: Day): Promise<readonly Standing[] | null> {
    const scan = await this.#db
      .selectFrom('scans')
      .select('day')
      .where('day', '<', day)
      .orderBy('day', 'desc')
      .executeTakeFirst();
    if (scan === undefined) return null;
    const rows = await this.#db
      .selectFrom('standings')
      .selectAll()
      .where('day', '=', scan.day)
      .execute();
    return rows.map(({ client_id, codes, severity }) => ({
      clientId: client_id,
      codes: codes.split(' ') as SignalCode[],
      severity: severity as Standing['severity'],
    }));
  }

  async ongoing(): Promise<Alert[]> {
    const rows = await this.#db
      .selectFrom('alerts')
      .selectAll()
      .where('closed_on', 'is', null)
      .execute();
    return rows.map(toAlert);
  }

  async closedSince(day: Day): Promise<Alert[]> {
    const rows = await this.#db
      .selectFrom('alerts')
      .selectAll()
      .where('closed_on', '>=', day)
      .execute();
    return rows.map(toAlert);
  }

  async keepScan(
    { day, scannedAt, clients, hits }: ScanRecord,
    standing: readonly Standing[],
    alerts: readonly Alert[],
    messages: readonly OutboxMessage[] = [],
  ): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const kept = { day, scanned_at: scannedAt, clients, hits: JSON.stringify(hits) };
      await tx.deleteFrom('scans').where('day', '=', day).execute();
      await tx.insertInto('scans').values(kept).execute();
      // Of older scans only the one before is still compared with.
      await tx.deleteFrom('standings').where('day', '=', day).execute();
      const before = await tx
        .selectFrom('scans')
        .select('day')
        .where('day', '<', day)
        .orderBy('day', 'desc')
        .executeTakeFirst();
      await tx
        .deleteFrom('standings')
        .where('day', '<', before?.day ?? day)
        .execute();
      const rows = standing.map(({ clientId, codes, severity }) => ({
        day,
        client_id: clientId,
        codes: codes.join(' '),
        severity,
      }));
      for (let at = 0; at < rows.length; at += rowsAtOnce) {
        await tx
          .insertInto('standings')
          .values(rows.slice(at, at + rowsAtOnce))
          .execute();
      }
      await keepAlerts(tx, alerts);
      await writeMessages(tx, messages);
    });
  }

  async handOver(
    moves: readonly { alertId: string; managerId: string }[],
    messages: readonly OutboxMessage[],
  ): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      for (const { alertId, managerId } of moves) {
        await tx
          .updateTable('alerts')
          .set({ manager_id: managerId })
          .where('alert_id', '=', alertId)
          .execute();
      }
      await writeMessages(tx, messages);
    });
  }

  async mute(
    { clientId, code, untilOn, reason }: Mute,
    { employeeId, at }: { employeeId: string; at: string },
  ): Promise<void> {
    const told = { until_on: untilOn, reason, employee_id: employeeId, at };
    await this.#db
      .insertInto('alert_mutes')
      .values({ client_id: clientId, code, ...told })
      .onConflict((one) => one.columns(['client_id', 'code']).doUpdateSet(told))
      .execute();
  }

  async mutes(day: Day): Promise<Mute[]> {
    const rows = await this.#db
      .selectFrom('alert_mutes')
      .selectAll()
      .where('until_on', '>=', day)
      .execute();
    return rows.map(({ client_id, code, until_on, reason }) => ({
      clientId: client_id,
      code: code as Mute['code'],
      untilOn: until_on,
      reason,
    }));
  }

  async openOn(day: Day, managerIds: readonly string[]): Promise<Alert[]> {
    if (managerIds.length === 0) return [];
    const rows = await this.#db
      .selectFrom('alerts')
      .selectAll()
      .where('manager_id', 'in', [...managerIds])
      .where('opened_on', '<=', day)
      .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', day)]))
      .execute();
    return rows.map(toAlert).sort(worstFirst);
  }

  async find(alertId: string): Promise<Alert | undefined> {
    const row = await this.#db
      .selectFrom('alerts')
      .selectAll()
      .where('alert_id', '=', alertId)
      .executeTakeFirst();
    return row && toAlert(row);
  }

  async ofClient(clientId: string): Promise<Alert[]> {
    const rows = await this.#db
      .selectFrom('alerts')
      .selectAll()
      .where('client_id', '=', clientId)
      .orderBy('opened_on', 'desc')
      .execute();
    return rows.map(toAlert);
  }

  async change(
    alertId: string,
    change: Parameters<AlertStore['change']>[1],
    { employeeId, at }: { employeeId: string; at: string },
  ): Promise<void> {
    const { status, outcome = null, snoozedUntil = null, closedOn = null } = change;
    const values = { status, outcome, snoozed_until: snoozedUntil, closed_on: closedOn };
    await this.#db.transaction().execute(async (tx) => {
      await tx.updateTable('alerts').set(values).where('alert_id', '=', alertId).execute();
      await tx
        .insertInto('alert_steps')
        .values({ alert_id: alertId, at, employee_id: employeeId, status, outcome })
        .execute();
    });
  }
}

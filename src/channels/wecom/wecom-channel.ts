import { randomUUID } from 'node:crypto';
import type { Answering } from './answer-message.ts';
import { BotConnection, type ConnectionState } from './bot-connection.ts';
import { Intake } from './intake.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { Outgoing } from './outgoing.ts';
import type { WecomParts } from './wecom-parts.ts';

/** One time of holding the connection, with all that ends with it. */
interface Reign {
  readonly connection: BotConnection;
  readonly outgoing: Outgoing;
  readonly intake: Intake;
}

export type WecomState = ConnectionState | 'standby';

const leaseOf = (botId: string): string => `wecom-bot:${botId}`;

/** The bot of one process: in charge while it holds the lease, else standing by. */
export class WecomChannel {
  readonly #parts: WecomParts;
  readonly #keeper: LeaseKeeper;
  #reign: Reign | null = null;
  /** Somebody who does not ask for our lease has taken the connection: we stay away. */
  #kicked = false;

  constructor(parts: WecomParts) {
    this.#parts = parts;
    const { leases, timings, log, settings } = parts;
    this.#keeper = new LeaseKeeper({
      leases,
      timings,
      log,
      name: leaseOf(settings.botId),
      holder: randomUUID(),
      onTaken: () => this.#takeCharge(),
      onLost: () => this.#standBy(),
    });
  }

  get state(): WecomState {
    if (this.#kicked) return 'kicked';
    return this.#reign?.connection.state ?? 'standby';
  }

  /** Null while another process is in charge. */
  get outgoing(): Outgoing | null {
    return this.#reign?.outgoing ?? null;
  }

  start(): Promise<void> {
    return this.#keeper.start();
  }

  /** Lets what is being answered come to its end, as far as that is quick. */
  async stop(): Promise<void> {
    const reign = this.#reign;
    if (reign) {
      const patience = new Promise((resolve) =>
        setTimeout(resolve, this.#parts.timings.settleMs).unref(),
      );
      await Promise.race([reign.intake.settle(), patience]);
    }
    this.#standBy();
    await this.#keeper.stop();
  }

  #takeCharge(): void {
    const { settings, timings, log } = this.#parts;
    const listener = {
      onFrame: (raw: unknown) => reign.intake.take(raw),
      onReady: () =>
        void reign.intake.resume().catch((error) => log.failed('wecom events left over', error)),
      onKicked: () => this.#lost(),
    };
    const connection = new BotConnection(settings, listener, timings, log);
    const outgoing = new Outgoing(connection, timings);
    const answering: Answering = { ...this.#parts, outgoing };
    const reign: Reign = { connection, outgoing, intake: new Intake(answering, connection) };
    this.#reign = reign;
    if (this.#kicked) return;
    connection.open();
  }

  #standBy(): void {
    this.#kicked = false;
    this.#reign?.outgoing.stop();
    this.#reign?.connection.close();
    this.#reign = null;
  }

  /** Kicked: by one of ours that has the lease by now, or by a stranger. */
  #lost(): void {
    this.#reign?.outgoing.stop();
    this.#kicked = true;
    const { log, timings } = this.#parts;
    // One of ours shows in the lease within two ticks.
    const alarm = () => {
      if (this.#kicked)
        log.alarm('wecom connection taken by another program: stop it, then restart');
    };
    setTimeout(alarm, 2 * timings.leaseTickMs).unref();
  }
}

import { randomUUID } from 'node:crypto';
import { PageChannel } from '../channels/web/page-channel.ts';
import type { Config } from '../config.ts';
import type { Answer } from '../domain/conversation/answer.ts';
import { CronSchedule } from '../jobs/cron-schedule.ts';
import { deliveryRound } from '../jobs/delivery-round.ts';
import { OutboxWorker } from '../jobs/outbox-worker.ts';
import type { ConversationKnowledge } from '../journeys/conversation/conversation-knowledge.ts';
import { composeDelivery } from '../journeys/delivery/compose-delivery.ts';
import type { DeliveryChannel } from '../ports/delivery-channel.ts';
import type { PlaybookIndex } from '../ports/playbook-index.ts';
import { clockOf } from './clock.ts';
import { once } from './once.ts';
import type { State } from './state.ts';
import { retentionRound } from './upkeep.ts';

/** Longer than any platform takes to answer. */
const leaseMs = 60_000;

export interface RunningDelivery {
  /** Stops, and waits for what is being told. */
  stop(): Promise<void>;
}

function passagesOf({ citations }: Answer, index: PlaybookIndex) {
  return citations
    .map(({ passageId }) => index.passage(passageId))
    .filter((passage) => passage !== undefined)
    .map(({ id, text }) => ({ id, text }));
}

/**
 * Starts scanning and telling by the clock. `platforms` come in the order in which they are
 * preferred; the page takes what none of them can bring.
 */
export async function startDelivery(
  config: Config,
  state: State,
  { index }: Pick<ConversationKnowledge, 'index'>,
  platforms: readonly DeliveryChannel[] = [],
): Promise<RunningDelivery> {
  const { conversations, library, employees } = state;
  const { outbox } = await state.alerts();
  const drafting = once(async () => {
    const { openDrafting } = await import('./drafting.ts');
    return openDrafting(config, clockOf(config), state, index);
  });
  const warn = (what: string, error: unknown) => {
    const why = error instanceof Error ? error.message : '没有说明原因';
    process.stderr.write(`定时任务没有做成（${what}）：${why}\n`);
  };
  const worker = new OutboxWorker({
    outbox,
    conversations,
    library,
    employees,
    channels: [...platforms, new PageChannel()],
    compose: async (message, recipient) =>
      composeDelivery(message, recipient, { parts: await state.alerts(), index, drafting }),
    knowledge: () => ({ version: index.version, passages: (answer) => passagesOf(answer, index) }),
    holder: { id: randomUUID(), leaseMs },
    now: () => clockOf(config).now(),
    random: Math.random,
    onFault: warn,
  });
  let stopping = false;
  const stopped = () => stopping;
  const parts = { alerts: state.alerts, runs: state.jobRuns, worker };
  let first = Promise.resolve();
  const round = () => {
    // One round at a time, the first one included.
    first = first.then(() => (stopping ? undefined : deliveryRound(parts, stopped)));
    return first.catch((error: unknown) => {
      first = Promise.resolve();
      if (!stopping) throw error;
    });
  };
  const schedule = new CronSchedule(config.timezone, warn);
  schedule.every('送达', '* * * * *', round);
  const retain = await retentionRound(config, state, warn);
  schedule.every('保留期限', '* * * * *', async () => (stopping ? undefined : retain()));
  const begun = round().catch((error: unknown) => warn('送达', error));
  return {
    stop: async () => {
      stopping = true;
      await schedule.stop();
      await begun;
    },
  };
}

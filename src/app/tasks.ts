import type { Config } from '../config.ts';
import type { Task, Tasks } from '../journeys/conversation/task.ts';
import type { PlaybookIndex } from '../ports/playbook-index.ts';
import { clockOf, localMoment } from './clock.ts';
import { once } from './once.ts';
import type { State } from './state.ts';

/** What the conversation can do beside answering from the material. */
export async function openTasks(config: Config, state: State): Promise<Tasks> {
  const [
    { checkTask },
    { draftTask },
    { openDrafting },
    { loadCompliance },
    { clientTasks },
    { oversightTask },
  ] = await Promise.all([
    import('../journeys/outreach/check-task.ts'),
    import('../journeys/outreach/draft-task.ts'),
    import('./drafting.ts'),
    import('../retrieval/load-compliance.ts'),
    import('../journeys/clients/client-tasks.ts'),
    import('../journeys/oversight/oversight-task.ts'),
  ]);
  const sender = { bankName: config.bankName, bankPhone: config.bankPhone };
  // Rules cost some milliseconds to read, and most turns need none of them.
  const compliance = once(() => loadCompliance(config.knowledgeDirectory));
  const { book, notes, products } = state;
  const nowSeconds = () => Math.floor(clockOf(config).now().getTime() / 1000);
  const drafting = once((index: PlaybookIndex) =>
    openDrafting(config, clockOf(config), state, index),
  );
  const check = checkTask((today) => ({ compliance: compliance(), today, sender }));
  const oversight = async () => {
    const { timezone } = config;
    const now = () => localMoment(config, clockOf(config));
    return { ...state, compliance: compliance(), now, timezone };
  };
  return {
    check: oversightTask(check, oversight),
    draft: draftTask(({ knowledge }) => drafting(knowledge.index)),
    ...clientTasks({ book, notes, products, nowSeconds }),
    alerts: lazyTask(async () =>
      (await import('../journeys/alerts/alerts-task.ts')).alertsTask(state.alerts, drafting),
    ),
    worklist: lazyTask(async () =>
      (await import('../journeys/alerts/worklist-task.ts')).worklistTask(state.alerts),
    ),
  };
}

/** A task whose code is read when a turn first needs it: most turns need none. */
function lazyTask(load: () => Promise<Task>): Task {
  const task = once(load);
  return {
    run: async (request) => (await task()).run(request),
    follow: async (request, open) => (await (await task()).follow?.(request, open)) ?? null,
  };
}

import type { SlackChannel, SlackPaces } from '../channels/slack/create-slack.ts';
import type { Config } from '../config.ts';
import type { ConversationKnowledge } from '../journeys/conversation/conversation-knowledge.ts';
import type { ServiceTelemetry } from '../ports/service-telemetry.ts';
import { openChat } from './chat.ts';
import { businessDate } from './clock.ts';
import type { State } from './state.ts';
import { openTasks } from './tasks.ts';

interface SlackSurroundings {
  readonly knowledge: ConversationKnowledge;
  readonly telemetry: ServiceTelemetry;
}

/** Slack over opened parts, not yet connected; null: no settings for it. */
export async function openSlack(
  config: Config,
  state: State,
  { knowledge, telemetry }: SlackSurroundings,
  paces: SlackPaces = {},
): Promise<SlackChannel | null> {
  const { slack, publicUrl } = config;
  if (slack === null) return null;
  const [{ createSlack }, { homeCards }, { makeLoginLink }] = await Promise.all([
    import('../channels/slack/create-slack.ts'),
    import('../journeys/conversation/home-cards.ts'),
    import('../channels/web/make-login-link.ts'),
  ]);
  const chat = await openChat(config, state, knowledge);
  const tasks = await openTasks(config, state);
  const today = () => ({ ...knowledge, today: businessDate(config) });
  return createSlack(
    { ...slack, ...paces },
    {
      ...state,
      chat,
      telemetry,
      home: (employeeId) => homeCards(employeeId, { ...chat, tasks, knowledge: today }),
      signInLink: async (employeeId) =>
        publicUrl === null || config.login === 'proxy'
          ? (publicUrl?.href ?? null)
          : makeLoginLink(employeeId, publicUrl.href, state.sessions),
    },
  );
}

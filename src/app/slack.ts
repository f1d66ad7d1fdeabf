import type { SlackPaces } from '../channels/slack/create-slack.ts';
import type { Config } from '../config.ts';
import type { ChannelSurroundings, ChatPlatform } from './channels.ts';
import { openChat } from './chat.ts';
import { businessDate } from './clock.ts';
import type { State } from './state.ts';
import { openTasks } from './tasks.ts';

/** Where Slack sends events, presses and commands in HTTP mode. */
const requestPath = '/slack/events';

/** Slack over opened parts, not yet connected; null: no settings for it. */
export async function openSlack(
  config: Config,
  state: State,
  { knowledge, telemetry }: ChannelSurroundings,
  paces: SlackPaces = {},
): Promise<ChatPlatform | null> {
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
  const parts = {
    ...state,
    chat,
    telemetry,
    home: (employeeId: string) => homeCards(employeeId, { ...chat, tasks, knowledge: today }),
    signInLink: async (employeeId: string) => {
      // Behind a proxy the page's address is all that it takes.
      if (publicUrl === null || config.login === 'proxy') return publicUrl?.href ?? null;
      return makeLoginLink(employeeId, publicUrl.href, state.sessions);
    },
  };
  const { handle, ...channel } = createSlack({ ...slack, ...paces }, parts);
  const requests = handle === null ? null : { path: requestPath, handle };
  return { name: 'slack', title: 'Slack', ...channel, requests };
}

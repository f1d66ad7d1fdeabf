import type { AppClient } from '../channels/wecom/app-client.ts';
import type { WecomParts } from '../channels/wecom/wecom-parts.ts';
import type { Config } from '../config.ts';
import type { ChatTurnParts } from '../journeys/conversation/chat-turn.ts';
import type { ConversationKnowledge } from '../journeys/conversation/conversation-knowledge.ts';
import { openChat } from './chat.ts';
import { readCertificate } from './read-certificate.ts';
import type { State } from './state.ts';

type Bot = NonNullable<Config['wecom']>;

/** What is said in the bank's own network may be said in full. */
function chatOf(chat: ChatTurnParts, { wsUrl }: Bot): ChatTurnParts {
  return wsUrl === null ? chat : { ...chat, detail: 'full' };
}

/** Made once a day, so that who looks in for the first time need not wait for it. */
function digestOf({ alerts, library }: State): WecomParts['digest'] {
  return async (employeeId) => {
    const { outbox, today } = await alerts();
    const inbox = await outbox.inbox(employeeId, 20);
    const digest = inbox.find(({ step, day }) => step === 'morning' && day === today);
    return digest ? library.turn(employeeId, digest.turnId) : null;
  };
}

export async function wecomParts(
  config: Config,
  state: State,
  knowledge: ConversationKnowledge,
  bot: Bot,
): Promise<WecomParts> {
  const [{ timings }, { createChannelLog }, base] = await Promise.all([
    import('../channels/wecom/timings.ts'),
    import('../telemetry/create-channel-log.ts'),
    openChat(config, state, knowledge),
  ]);
  const chat = chatOf(base, bot);
  const { inboundEvents: events, sentCards: cards, openedChats: opened, ...rest } = state;
  const { leases, employees, conversations } = rest;
  const log = createChannelLog(config.logLevel);
  const stores = { events, cards, opened, leases, employees, conversations };
  const settings = { ...bot, ca: readCertificate(bot.caFile) };
  const digest = digestOf(state);
  return { settings, ...stores, chat, digest, log, timings };
}

type App = NonNullable<Config['wecomApp']>;

export async function openAppClient(config: Config, app: App): Promise<AppClient> {
  const { AppClient } = await import('../channels/wecom/app-client.ts');
  return new AppClient({ ...app, ca: readCertificate(config.wecom?.caFile ?? null) });
}

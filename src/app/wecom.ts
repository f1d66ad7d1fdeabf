import type { WecomState } from '../channels/wecom/wecom-channel.ts';
import type { Config } from '../config.ts';
import type { ConversationKnowledge } from '../journeys/conversation/conversation-knowledge.ts';
import type { DeliveryChannel } from '../ports/delivery-channel.ts';
import { openChat } from './chat.ts';
import type { State } from './state.ts';
import { openAppClient, wecomParts } from './wecom-parts.ts';

interface Standing {
  readonly ok: boolean;
  readonly detail: string;
}

/** How the connection stands, in words for who looks after it. */
const standings: Readonly<Record<WecomState, Standing>> = {
  ready: { ok: true, detail: '长连接正常。' },
  standby: { ok: true, detail: '备用：长连接在另一个归巢进程上，它停了由这里接手。' },
  connecting: { ok: false, detail: '正在连接企业微信，断线会一直重连。' },
  closed: { ok: false, detail: '长连接没有打开。' },
  refused: { ok: false, detail: 'WECOM_BOT_ID 或 WECOM_BOT_SECRET 不对，企业微信不让连。' },
  kicked: {
    ok: false,
    detail: '长连接被另一个程序占用：请停掉用同一个机器人的那个程序，再重启归巢。',
  },
};

export interface RunningWecom {
  /** The ways to somebody, in the order of the ladder. */
  readonly deliveryChannels: readonly DeliveryChannel[];
  standing(): Standing;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The bot and the application, as far as their settings are there. */
export async function openWecom(
  config: Config,
  state: State,
  knowledge: ConversationKnowledge,
): Promise<RunningWecom | null> {
  const { wecom, wecomApp } = config;
  if (wecom === null && wecomApp === null) return null;
  const byApp = wecomApp === null ? [] : [await openApp(config, state, knowledge)];
  if (wecom === null) {
    const standing = () => ({ ok: true, detail: '只用自建应用推送。' });
    return { deliveryChannels: byApp, standing, start: async () => {}, stop: async () => {} };
  }
  const [{ WecomChannel }, { deliverByBot }, parts] = await Promise.all([
    import('../channels/wecom/wecom-channel.ts'),
    import('../channels/wecom/deliver-by-bot.ts'),
    wecomParts(config, state, knowledge, wecom),
  ]);
  const channel = new WecomChannel(parts);
  return {
    deliveryChannels: [deliverByBot(channel, parts), ...byApp],
    standing: () => standings[channel.state],
    start: () => channel.start(),
    stop: () => channel.stop(),
  };
}

async function openApp(
  config: Config,
  state: State,
  knowledge: ConversationKnowledge,
): Promise<DeliveryChannel> {
  const { wecomApp } = config;
  if (wecomApp === null) throw new TypeError('no application is set');
  const [{ deliverByApp }, client, chat] = await Promise.all([
    import('../channels/wecom/deliver-by-app.ts'),
    openAppClient(config, wecomApp),
    openChat(config, state, knowledge),
  ]);
  return deliverByApp(client, wecomApp.apiUrl === null ? chat : { ...chat, detail: 'full' });
}

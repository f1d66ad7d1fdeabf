import type { WecomState } from '../channels/wecom/wecom-channel.ts';
import type { Config } from '../config.ts';
import type { ConversationKnowledge } from '../journeys/conversation/conversation-knowledge.ts';
import type { ChatPlatform } from './channels.ts';
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

/** The bot and the application, as far as their settings are there, in the order of the ladder. */
export async function openWecom(
  config: Config,
  state: State,
  knowledge: ConversationKnowledge,
): Promise<ChatPlatform[]> {
  const { wecom, wecomApp } = config;
  const bot = wecom === null ? [] : [await openBot(config, state, { knowledge, wecom })];
  const app = wecomApp === null ? [] : [await openApp(config, state, { knowledge, wecomApp })];
  return [...bot, ...app];
}

async function openBot(
  config: Config,
  state: State,
  { knowledge, wecom }: { knowledge: ConversationKnowledge; wecom: NonNullable<Config['wecom']> },
): Promise<ChatPlatform> {
  const [{ WecomChannel }, { deliverByBot }, parts] = await Promise.all([
    import('../channels/wecom/wecom-channel.ts'),
    import('../channels/wecom/deliver-by-bot.ts'),
    wecomParts(config, state, knowledge, wecom),
  ]);
  const channel = new WecomChannel(parts);
  return {
    name: 'wecom',
    title: `企业微信智能机器人（${wecom.wsUrl === null ? '公有云' : '私有部署'}）`,
    delivery: deliverByBot(channel, parts),
    standing: () => standings[channel.state],
    start: () => channel.start(),
    stop: () => channel.stop(),
    requests: null,
  };
}

async function openApp(
  config: Config,
  state: State,
  {
    knowledge,
    wecomApp,
  }: { knowledge: ConversationKnowledge; wecomApp: NonNullable<Config['wecomApp']> },
): Promise<ChatPlatform> {
  const [{ deliverByApp }, client, chat] = await Promise.all([
    import('../channels/wecom/deliver-by-app.ts'),
    openAppClient(config, wecomApp),
    openChat(config, state, knowledge),
  ]);
  const shown = wecomApp.apiUrl === null ? chat : { ...chat, detail: 'full' as const };
  return {
    name: 'wecom-app',
    title: '企业微信自建应用',
    delivery: deliverByApp(client, shown),
    standing: () => ({ ok: true, detail: '预警送不到机器人时用它。' }),
    start: async () => {},
    stop: async () => {},
    requests: null,
  };
}

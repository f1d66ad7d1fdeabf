import { App } from '@slack/bolt';
import { InOrder } from '../../journeys/conversation/in-order.ts';
import type { DeliveryChannel } from '../../ports/delivery-channel.ts';
import { type ProgressTimes, usualTimes } from './answer-progress.ts';
import { CardIds } from './card-ids.ts';
import { EventIntake, type Work } from './event-intake.ts';
import { addListeners } from './listeners.ts';
import { People } from './people.ts';
import { RunningQuestions } from './running-questions.ts';
import { signedRequests } from './signed-requests.ts';
import { SlackApi, silentLogger } from './slack-api.ts';
import { SlackDelivery } from './slack-delivery.ts';
import type { SlackParts, SlackRoom } from './slack-room.ts';
import { SlackStanding } from './slack-standing.ts';
import { SocketConnection } from './socket-connection.ts';

/** Tests are in more of a hurry than banks. */
export interface SlackPaces {
  readonly times?: ProgressTimes;
  readonly reconnectMs?: number;
  readonly timeoutMs?: number;
}

export interface SlackSetup extends SlackPaces {
  readonly botToken: string;
  readonly listens: { readonly appToken: string } | { readonly signingSecret: string };
  readonly apiUrl: string | null;
}

export interface SlackChannel {
  /** Connects, and takes up what a stopped process left. */
  start(): Promise<void>;
  /** Hears nothing more, and lets what is under way finish. */
  stop(): Promise<void>;
  readonly delivery: DeliveryChannel;
  readonly standing: () => { readonly ok: boolean; readonly detail: string };
  /** Of HTTP mode: answers signed requests; null where the socket is used. */
  readonly handle: ((request: Request) => Promise<Response>) | null;
}

/** Who we are in this workspace, asked once it is needed. */
class Identity {
  readonly #api: SlackApi;
  #known: { readonly botUserId: string | null; readonly botId: string | null } | null = null;

  constructor(api: SlackApi) {
    this.#api = api;
  }

  async get(): Promise<{ botUserId: string | null; botId: string | null }> {
    if (this.#known) return this.#known;
    try {
      const self = await this.#api.call<{ user_id?: string; bot_id?: string }>('auth.test');
      this.#known = { botUserId: self.user_id ?? null, botId: self.bot_id ?? null };
      return this.#known;
    } catch {
      return { botUserId: null, botId: null };
    }
  }
}

function makeApp({ botToken, apiUrl }: SlackSetup, identity: Identity): App {
  const nothing = { init: () => {}, start: async () => {}, stop: async () => {} };
  return new App({
    receiver: nothing,
    authorize: async () => {
      const { botUserId, botId } = await identity.get();
      return {
        botToken,
        ...(botUserId === null ? {} : { botUserId }),
        ...(botId === null ? {} : { botId }),
      };
    },
    convoStore: false,
    logger: silentLogger,
    clientOptions: apiUrl === null ? {} : { slackApiUrl: apiUrl },
  });
}

const talkTimeoutMs = 8000;
const deliveryTimeoutMs = 10_000;

/** The Slack channel over its parts; nothing is connected before `start`. */
export function createSlack(setup: SlackSetup, parts: SlackParts): SlackChannel {
  const { botToken: token, apiUrl, listens, times = usualTimes } = setup;
  const standing = new SlackStanding();
  const { timeoutMs = talkTimeoutMs } = setup;
  const api = new SlackApi({ token, apiUrl, timeoutMs, standing });
  // A client of its own: what it waits for is not waited for by those who talk.
  const outboxTimeoutMs = setup.timeoutMs ?? deliveryTimeoutMs;
  const outbox = new SlackApi({ token, apiUrl, timeoutMs: outboxTimeoutMs, standing });
  const identity = new Identity(api);
  const ids = new CardIds(token);
  const room: SlackRoom = {
    ...parts,
    api,
    ids,
    times,
    people: new People(api, parts.employees),
    running: new RunningQuestions(),
    order: new InOrder(),
    botUserId: async () => (await identity.get()).botUserId,
  };
  const app = makeApp(setup, identity);
  addListeners(app, room);
  // The intake hears of a failure, and keeps the event.
  app.error(async (error) => {
    throw error;
  });
  const work = ({ body, ack, key: eventKey, again }: Work) =>
    app.processEvent({ body: { ...body }, ack, customProperties: { eventKey, again } });
  const intake = new EventIntake(parts.inboundEvents, work, (error) =>
    parts.telemetry.failed('slack', error),
  );
  const receive = intake.receive.bind(intake);
  const socket =
    'appToken' in listens
      ? new SocketConnection({
          appToken: listens.appToken,
          apiUrl,
          standing,
          receive,
          ...(setup.reconnectMs === undefined ? {} : { pauseMs: setup.reconnectMs }),
        })
      : null;
  return {
    start: async () => {
      if (!socket) standing.connection('http');
      // Whether the token is good shows at once; the rest of the service does not wait for it.
      void identity.get();
      await intake.start();
      socket?.start();
    },
    stop: async () => {
      await socket?.stop();
      await intake.stop();
    },
    delivery: new SlackDelivery(outbox, { ...room, api: outbox }),
    standing: () => standing.ready,
    handle: 'signingSecret' in listens ? signedRequests(listens.signingSecret, receive) : null,
  };
}

import type { Config } from '../config.ts';
import type { ConversationKnowledge } from '../journeys/conversation/conversation-knowledge.ts';
import type { DeliveryChannel } from '../ports/delivery-channel.ts';
import type { ServiceTelemetry } from '../ports/service-telemetry.ts';
import { openSlack } from './slack.ts';
import type { State } from './state.ts';
import { openWecom } from './wecom.ts';

/** A chat platform that the service talks on beside its own page. */
export interface ChatPlatform {
  /** As `readyz` and `doctor` call it. */
  readonly name: string;
  readonly title: string;
  start(): Promise<void>;
  /** Hears nothing more, and lets what is under way finish. */
  stop(): Promise<void>;
  /** Never throws; `detail` is one sentence for operators. */
  standing(): { readonly ok: boolean; readonly detail: string };
  readonly delivery: DeliveryChannel;
  /** Requests of the platform to our web server, where it calls us; null: it does not. */
  readonly requests: {
    readonly path: string;
    readonly handle: (request: Request) => Promise<Response>;
  } | null;
}

export interface ChannelSurroundings {
  readonly knowledge: ConversationKnowledge;
  readonly telemetry: ServiceTelemetry;
}

/** Every chat platform whose settings are present, not yet connected. */
export async function openChannels(
  config: Config,
  state: State,
  surroundings: ChannelSurroundings,
): Promise<ChatPlatform[]> {
  const slack = await openSlack(config, state, surroundings);
  const wecom = await openWecom(config, state, surroundings.knowledge);
  return [slack, ...wecom].filter((one) => one !== null);
}

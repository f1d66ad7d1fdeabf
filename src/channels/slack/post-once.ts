import { setTimeout as delay } from 'node:timers/promises';
import { isRefusal, mostAttempts, type SlackApi, SlackCallError, waitAfter } from './slack-api.ts';

export interface Message {
  readonly channel: string;
  readonly thread: string | null;
  readonly text: string;
  readonly blocks: readonly object[];
  /** Without what a workspace may not know, for when it refuses the blocks. */
  readonly simpler?: () => readonly object[];
  /** Goes along as metadata: by it the message is found again. */
  readonly id: string;
}

const metadataType = 'guichao_card';

interface Found {
  readonly messages?: readonly {
    readonly ts?: string;
    readonly metadata?: { readonly event_payload?: { readonly id?: unknown } };
  }[];
}

/** The message that carries the id, if Slack has it. */
export async function findPosted(
  api: SlackApi,
  { channel, thread, id }: Pick<Message, 'channel' | 'thread' | 'id'>,
): Promise<string | null> {
  const common = { channel, limit: 100, include_all_metadata: true };
  const { messages = [] } =
    thread === null
      ? await api.repeat<Found>('conversations.history', common)
      : await api.repeat<Found>('conversations.replies', { ...common, ts: thread });
  return messages.find(({ metadata }) => metadata?.event_payload?.id === id)?.ts ?? null;
}

export function argumentsOf(message: Message, blocks: readonly object[]): Record<string, unknown> {
  const { channel, thread, text, id } = message;
  return {
    channel,
    text,
    blocks,
    ...(thread === null ? {} : { thread_ts: thread }),
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: metadataType, event_payload: { id } },
  };
}

const refusedBlocks = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'];

/** Sends the blocks, or simpler ones where the workspace does not take them. */
export async function withSimpler<T>(
  message: Message,
  send: (blocks: readonly object[]) => Promise<T>,
): Promise<T> {
  try {
    return await send(message.blocks);
  } catch (error) {
    if (!message.simpler || !isRefusal(error, ...refusedBlocks)) throw error;
    return send(message.simpler());
  }
}

/** Where the message stands after a try that failed; null: it does not, try again. */
async function afterFailure(
  error: unknown,
  attempt: number,
  api: SlackApi,
  message: Message,
): Promise<string | null> {
  if (!(error instanceof SlackCallError) || attempt >= mostAttempts) throw error;
  const { fault } = error;
  if (fault.kind === 'refused') throw error;
  await delay(waitAfter(fault, attempt));
  return fault.kind === 'unknown' ? findPosted(api, message) : null;
}

/**
 * Posts a message exactly once: where nobody said whether it arrived, Slack is asked before it is
 * sent again.
 */
export function postOnce(api: SlackApi, message: Message): Promise<string> {
  return withSimpler(message, async (blocks) => {
    const sent = argumentsOf(message, blocks);
    for (let attempt = 1; ; attempt++) {
      try {
        return (await api.call<{ ts: string }>('chat.postMessage', sent)).ts;
      } catch (error) {
        const arrived = await afterFailure(error, attempt, api, message);
        if (arrived !== null) return arrived;
      }
    }
  });
}

/** What Slack answers where a message can't be changed. */
export const unchangeable = ['message_not_found', 'cant_update_message', 'edit_window_closed'];

/** Shows other blocks in a message that stands already; repeating it does no harm. */
export async function updateMessage(api: SlackApi, message: Message, ts: string): Promise<void> {
  await withSimpler(message, (blocks) =>
    api.repeat('chat.update', { ...argumentsOf({ ...message, thread: null }, blocks), ts }),
  );
}

import type { SlackApi } from './slack-api.ts';

/** The direct messages with somebody. */
export async function openDirect(userId: string, api: SlackApi): Promise<string> {
  const opened = await api.repeat<{ channel?: { id?: string } }>('conversations.open', {
    users: userId,
  });
  return opened.channel?.id ?? userId;
}

import type { ChatChannel } from './inbound-events.ts';

/** Who has opened the bot: some platforms let it write to nobody else. */
export interface OpenedChats {
  note(channel: ChatChannel, userId: string): Promise<void>;
  has(channel: ChatChannel, userId: string): Promise<boolean>;
}

import type { MessageReader } from '../../ports/message-reader.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';

/** What a conversation stands on: the material, and a reader of what messages want. */
export interface ConversationKnowledge {
  readonly index: PlaybookIndex;
  readonly reader: MessageReader;
  /** The bank's business date, YYYY-MM-DD. */
  readonly today: string;
}

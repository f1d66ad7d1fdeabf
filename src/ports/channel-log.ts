/** What a chat channel tells operators. Never a name, an id of a person or a word of a message. */
export interface ChannelLog {
  note(event: string, facts?: Readonly<Record<string, string | number>>): void;
  /** Somebody has to do something. */
  alarm(event: string, facts?: Readonly<Record<string, string | number>>): void;
  failed(event: string, error: unknown): void;
}

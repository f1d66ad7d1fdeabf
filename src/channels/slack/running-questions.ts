/** What is being answered in this process, so that a stop, an edit or a deletion ends it. */
export class RunningQuestions {
  readonly #running = new Set<{
    readonly channel: string;
    readonly thread: string | null;
    readonly question: string | null;
    readonly abort: AbortController;
  }>();

  begin(channel: string, thread: string | null, question: string | null) {
    const abort = new AbortController();
    const entry = { channel, thread, question, abort };
    this.#running.add(entry);
    return { signal: abort.signal, end: () => this.#running.delete(entry) };
  }

  stopThread(channel: string, thread: string): void {
    for (const one of this.#running)
      if (one.channel === channel && one.thread === thread) one.abort.abort();
  }

  stopQuestion(channel: string, question: string): void {
    for (const one of this.#running)
      if (one.channel === channel && one.question === question) one.abort.abort();
  }
}

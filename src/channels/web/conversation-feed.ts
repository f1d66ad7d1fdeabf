import type { WireEvents } from './wire.ts';

export type FeedEvent = {
  [Name in keyof WireEvents]: { readonly name: Name; readonly data: WireEvents[Name] };
}[keyof WireEvents];

type Listener = (event: FeedEvent) => void;

/**
 * Tells every open tab of a conversation what happens in it. The owner is part of the address, so a
 * stranger who listens under the same id hears nothing.
 */
export class ConversationFeed {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #closers = new Set<() => void>();

  /** Returns how to leave; `onClose` is called when the service stops. */
  join(
    employeeId: string,
    conversationId: string,
    listener: Listener,
    onClose: () => void,
  ): () => void {
    const address = `${employeeId}/${conversationId}`;
    const here = this.#listeners.get(address) ?? new Set();
    this.#listeners.set(address, here.add(listener));
    this.#closers.add(onClose);
    return () => {
      this.#closers.delete(onClose);
      here.delete(listener);
      if (here.size === 0 && this.#listeners.get(address) === here) this.#listeners.delete(address);
    };
  }

  tell(employeeId: string, conversationId: string, event: FeedEvent): void {
    for (const listener of this.#listeners.get(`${employeeId}/${conversationId}`) ?? [])
      listener(event);
  }

  get size(): number {
    return this.#closers.size;
  }

  close(): void {
    for (const onClose of [...this.#closers]) onClose();
  }
}

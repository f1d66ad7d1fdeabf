import type {
  ClientNotes,
  MarketingStop,
  NotedContact,
  NotedTag,
} from '../domain/clients/client-notes.ts';

/** One thing to store; `noteId` makes storing it again harmless. */
export type NewNote = { readonly noteId: string; readonly employeeId: string } & (
  | {
      readonly kind: 'contact';
      readonly contact: NotedContact;
      /** The draft that was sent, and what it was for. */
      readonly sent?: { readonly draftId: string; readonly purpose: string };
    }
  | { readonly kind: 'tag'; readonly tag: NotedTag }
  | { readonly kind: 'stop'; readonly stop: MarketingStop }
);

/** Contacts, tags and wishes that were recorded in conversations. Whose clients they are is asked before. */
export interface ClientNoteStore {
  of(clientIds: readonly string[]): Promise<ClientNotes>;
  isEmpty(): Promise<boolean>;
  record(notes: readonly NewNote[]): Promise<void>;
}

import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import type { AlertParts } from '../journeys/alerts/alert-parts.ts';
import type { ClientBook } from '../ports/client-book.ts';
import type { ClientNoteStore } from '../ports/client-note-store.ts';
import type { ConversationLibrary } from '../ports/conversation-library.ts';
import type { ConversationStore } from '../ports/conversation-store.ts';
import type { DraftStore } from '../ports/draft-store.ts';
import type { EmployeeDirectory } from '../ports/employee-directory.ts';
import type { InboundEvents } from '../ports/inbound-events.ts';
import type { JobRuns } from '../ports/job-runs.ts';
import type { Leases } from '../ports/leases.ts';
import type { LookUpLog } from '../ports/look-up-log.ts';
import type { ModelLog } from '../ports/model-log.ts';
import type { OpenedChats } from '../ports/opened-chats.ts';
import type { OutreachLog } from '../ports/outreach-log.ts';
import type { ProductShelf } from '../ports/product-shelf.ts';
import type { Retention } from '../ports/retention.ts';
import type { SentCards } from '../ports/sent-cards.ts';
import type { SessionStore } from '../ports/session-store.ts';
import type { UnansweredQuestions } from '../ports/unanswered-questions.ts';
import { prepareDataDirectory } from '../store/data-directory.ts';
import type { Schema } from '../store/schema.ts';
import { SqlUnansweredQuestions } from '../store/sql-unanswered-questions.ts';
import { openClientBook } from './book.ts';
import { businessDay, clockOf } from './clock.ts';
import { once } from './once.ts';

export const databaseFile = (config: Config): string => join(config.dataDirectory, 'guichao.db');

export async function openStateDatabase(config: Config): Promise<Kysely<Schema>> {
  prepareDataDirectory(config.dataDirectory);
  if (config.databaseUrl !== null) {
    return (await import('../store/postgres-state.ts')).openPostgresState(config.databaseUrl);
  }
  const { openDatabase } = await import('../store/open-database.ts');
  return openDatabase(databaseFile(config));
}

/**
 * The assistant's own state and the client book of one process. They share one connection to the
 * state: two of them in one thread would wait for each other's transactions.
 */
export interface State {
  readonly conversations: ConversationStore;
  readonly library: ConversationLibrary;
  readonly sessions: SessionStore;
  readonly employees: EmployeeDirectory;
  readonly book: ClientBook;
  readonly notes: ClientNoteStore;
  readonly products: ProductShelf;
  readonly drafts: DraftStore;
  readonly modelLog: ModelLog;
  readonly log: OutreachLog;
  readonly lookUps: LookUpLog;
  /** What chat platforms delivered, and the cards that stand in them. */
  readonly inboundEvents: InboundEvents;
  readonly sentCards: SentCards;
  readonly openedChats: OpenedChats;
  readonly leases: Leases;
  /** What runs once per day, whichever process comes first. */
  readonly jobRuns: JobRuns;
  readonly retention: Retention;
  /** Scans and alerts, opened when they are first asked for. */
  alerts(): Promise<AlertParts>;
  close(): Promise<void>;
}

export async function openState(config: Config): Promise<State> {
  const db = await openStateDatabase(config);
  const [
    { SqlConversationStore },
    { SqlConversationLibrary },
    { SqlSessionStore },
    { BookEmployeeDirectory },
    { SqlDraftStore },
    { SqlOutreachLog },
    { SqlLookUpLog },
    { SqlInboundEvents },
    { SqlSentCards },
    { SqlOpenedChats },
    { SqlLeases },
    { SqlProductShelf },
    { SqlModelLog },
    { SqlJobRuns },
    { SqlRetention },
    { book, clientBook, notes },
  ] = await Promise.all([
    import('../store/sql-conversation-store.ts'),
    import('../store/sql-conversation-library.ts'),
    import('../store/sql-session-store.ts'),
    import('../store/book/book-employee-directory.ts'),
    import('../store/sql-draft-store.ts'),
    import('../store/sql-outreach-log.ts'),
    import('../store/sql-look-up-log.ts'),
    import('../store/sql-inbound-events.ts'),
    import('../store/sql-sent-cards.ts'),
    import('../store/sql-opened-chats.ts'),
    import('../store/sql-leases.ts'),
    import('../store/book/sql-product-shelf.ts'),
    import('../store/sql-model-log.ts'),
    import('../store/sql-job-runs.ts'),
    import('../store/upkeep/sql-retention.ts'),
    openClientBook(config, db),
  ]);
  const alerts = once(async () => {
    const { openAlerts } = await import('./alerts.ts');
    const { now } = clockOf(config);
    const today = () => businessDay(config);
    return openAlerts(config, { book, clientBook, notes, state: db, now, today });
  });
  return {
    conversations: new SqlConversationStore(db, clockOf(config)),
    library: new SqlConversationLibrary(db),
    sessions: new SqlSessionStore(db),
    employees: new BookEmployeeDirectory(book, () => businessDay(config)),
    book: clientBook,
    notes,
    products: new SqlProductShelf(book),
    modelLog: new SqlModelLog(db, clockOf(config)),
    drafts: new SqlDraftStore(db, () => businessDay(config)),
    log: new SqlOutreachLog(db),
    lookUps: new SqlLookUpLog(db, clockOf(config)),
    inboundEvents: new SqlInboundEvents(db, clockOf(config)),
    sentCards: new SqlSentCards(db, clockOf(config)),
    openedChats: new SqlOpenedChats(db, clockOf(config)),
    leases: new SqlLeases(db),
    jobRuns: new SqlJobRuns(db, Date.now),
    retention: new SqlRetention(db, {
      engine: book.engine,
      timezone: config.timezone,
      clock: clockOf(config),
    }),
    alerts: async () => (await alerts())(),
    close: async () => {
      await clientBook.close();
      await db.destroy();
    },
  };
}

/** Whether the log of look-ups is whole, and which blanked entry of the log of outreach is not. */
export async function verifyLogs(config: Config) {
  const state = await openStateDatabase(config);
  const { SqlLookUpLog } = await import('../store/sql-look-up-log.ts');
  const { alteredOutreach } = await import('../store/erased-entries.ts');
  try {
    const lookUps = await new SqlLookUpLog(state, clockOf(config)).verify();
    return { ...lookUps, outreachAlteredAt: await alteredOutreach(state) };
  } finally {
    await state.destroy();
  }
}

export async function openUnansweredQuestions(config: Config): Promise<UnansweredQuestions> {
  return new SqlUnansweredQuestions(await openStateDatabase(config));
}

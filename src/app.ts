import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Config } from './config.ts';
import { type Day, parseDay } from './domain/calendar/day.ts';
import type { ConversationKnowledge } from './journeys/conversation/reply-to.ts';
import type { ClientBook } from './ports/client-book.ts';
import type { Clock } from './ports/clock.ts';
import type { ConversationStore } from './ports/conversation-store.ts';
import type { LookUpLog } from './ports/look-up-log.ts';
import type { UnansweredQuestions } from './ports/unanswered-questions.ts';
import { ExampleMessageReader } from './retrieval/example-message-reader.ts';
import { checkKnowledge, type KnowledgeReport } from './retrieval/facts.ts';
import { LexicalPlaybookIndex } from './retrieval/lexical-playbook-index.ts';
import { loadLexicon } from './retrieval/lexicon.ts';
import { cardFolders, type Knowledge, loadKnowledge } from './retrieval/load-knowledge.ts';
import { publishedKnowledge } from './retrieval/published-knowledge.ts';
import { createTextAnalysis } from './retrieval/text-analysis.ts';
import type { BookDatabase } from './store/book/engine.ts';
import { prepareDataDirectory } from './store/data-directory.ts';
import type { ImportRequest, ImportSummary } from './store/import/import-request.ts';
import type { Schema } from './store/schema.ts';
import { SqlUnansweredQuestions } from './store/sql-unanswered-questions.ts';

function clockOf(config: Config): Clock {
  return { now: () => config.fixedNow ?? new Date() };
}

export interface OpenPlaybooks extends ConversationKnowledge {
  readonly index: LexicalPlaybookIndex;
  readonly knowledge: Knowledge;
}

/** The folder that answers come from: what was published last, else the knowledge folder as it is. */
function servedFolder({ dataDirectory, knowledgeDirectory }: Config): string {
  const published = publishedKnowledge(dataDirectory, knowledgeDirectory);
  return published?.directory ?? knowledgeDirectory;
}

/** The playbooks that are served, from the cached index where the files have not changed. */
export function openPlaybooks(config: Config): OpenPlaybooks {
  return openPlaybooksIn(config, servedFolder(config), 'served');
}

/** As `openPlaybooks`, for the knowledge folder as it stands, published or not. */
export function openDraftPlaybooks(config: Config): OpenPlaybooks {
  return openPlaybooksIn(config, config.knowledgeDirectory, 'draft');
}

function openPlaybooksIn(config: Config, directory: string, cacheName: string): OpenPlaybooks {
  prepareDataDirectory(config.dataDirectory);
  const cache = (name: string) => join(config.dataDirectory, `${cacheName}-${name}`);
  const knowledge = loadKnowledge(directory, cardFolders, 'cards', cache('cards.cache'));
  const lexiconFolder = join(directory, 'lexicon');
  const lexicon = loadLexicon(lexiconFolder);
  const analysis = createTextAnalysis(lexicon);
  const index = new LexicalPlaybookIndex(knowledge, lexicon, analysis, cache('terms.cache'));
  const reader = new ExampleMessageReader(
    lexiconFolder,
    index.cards(),
    analysis,
    cache('messages.cache'),
  );
  return { index, knowledge, reader, today: businessDate(config) };
}

/** Any folder of Markdown files with id and title, with the bank's own lexicon. */
export function openFolder(
  config: Config,
  directory: string,
): { index: LexicalPlaybookIndex; knowledge: Knowledge } {
  const knowledge = loadKnowledge(directory, ['.'], 'plain');
  const lexicon = loadLexicon(join(config.knowledgeDirectory, 'lexicon'));
  const index = new LexicalPlaybookIndex(knowledge, lexicon, createTextAnalysis(lexicon));
  return { index, knowledge };
}

async function openState(config: Config): Promise<Kysely<Schema>> {
  prepareDataDirectory(config.dataDirectory);
  const { openDatabase } = await import('./store/open-database.ts');
  return openDatabase(join(config.dataDirectory, 'guichao.db'));
}

async function conversationsIn(db: Kysely<Schema>, config: Config): Promise<ConversationStore> {
  const { SqlConversationStore } = await import('./store/sql-conversation-store.ts');
  return new SqlConversationStore(db, clockOf(config));
}

export async function openConversations(config: Config): Promise<ConversationStore> {
  return conversationsIn(await openState(config), config);
}

/**
 * Conversations and client book of one process. They share one connection to the assistant's
 * state: two of them in one thread would wait for each other's transactions.
 */
export async function openAssistant(config: Config): Promise<{
  readonly conversations: ConversationStore;
  readonly book: ClientBook;
  close(): Promise<void>;
}> {
  const state = await openState(config);
  const [conversations, book] = await Promise.all([
    conversationsIn(state, config),
    openClientBook(config, state),
  ]);
  const close = async () => {
    await book.close();
    await state.destroy();
  };
  return { conversations, book, close };
}

/** The client book, empty or not; nothing is loaded into it. */
async function openBook(config: Config): Promise<BookDatabase> {
  prepareDataDirectory(config.dataDirectory);
  if (config.databaseUrl !== null) {
    return (await import('./store/book/postgres-book.ts')).openPostgresBook(config.databaseUrl);
  }
  const { openSqliteBook } = await import('./store/book/sqlite-book.ts');
  return openSqliteBook(bookFile(config));
}

export type ImportOptions = Pick<
  ImportRequest,
  'directory' | 'dryRun' | 'skipBadRows' | 'encoding' | 'mappingFile' | 'onProgress'
>;

/** Imports a directory of CSV files into the client book. */
export async function importClientBook(
  config: Config,
  options: ImportOptions,
): Promise<ImportSummary> {
  prepareDataDirectory(config.dataDirectory);
  const { importApart } = await import('./store/import/import-apart.ts');
  const place =
    config.databaseUrl === null ? { file: bookFile(config) } : { url: config.databaseUrl };
  return importApart(place, { ...options, origin: 'bank', ...circumstances(config) });
}

function bookFile(config: Config): string {
  return join(config.dataDirectory, 'book.db');
}

/** The client book with its demo branch, if it is to have one and nothing else is in it. */
async function openClientBook(config: Config, state: Kysely<Schema>): Promise<ClientBook> {
  const [book, { SqlClientBook }, { SqlLookUpLog }] = await Promise.all([
    openBook(config),
    import('./store/book/sql-client-book.ts'),
    import('./store/sql-look-up-log.ts'),
  ]);
  const log = new SqlLookUpLog(state, clockOf(config));
  const clientBook = new SqlClientBook(book, log, () => businessDay(config));
  if (config.demo && (await clientBook.standing()).origin === 'empty') {
    await fillWithDemo(book, config);
  }
  return clientBook;
}

async function fillWithDemo(book: BookDatabase, config: Config): Promise<void> {
  const [{ loadDemo }, { writeDemo }] = await Promise.all([
    import('./store/import/load-demo.ts'),
    import('./demo/write-demo.ts'),
  ]);
  const write = (directory: string) =>
    writeDemo({ directory, clients: 600, seed: 1, until: businessDay(config) - 1 });
  await loadDemo(book, { parent: config.dataDirectory, write, ...circumstances(config) });
}

/** Whether the log of look-ups is whole. */
export async function verifyLookUps(config: Config): ReturnType<LookUpLog['verify']> {
  const state = await openState(config);
  const { SqlLookUpLog } = await import('./store/sql-look-up-log.ts');
  return new SqlLookUpLog(state, clockOf(config)).verify().finally(() => state.destroy());
}

/** Writes a synthetic book as CSV; the last day is the one before the business date unless given. */
export async function writeDemoBook(
  config: Config,
  request: { directory: string; clients: number; seed: number; until: Day | null },
): Promise<void> {
  const { writeDemo } = await import('./demo/write-demo.ts');
  writeDemo({ ...request, until: request.until ?? businessDay(config) - 1 });
}

function businessDay(config: Config): Day {
  return parseDay(businessDate(config)) ?? 0;
}

function circumstances(config: Config) {
  return {
    today: businessDay(config),
    timezone: config.timezone,
    importedAt: clockOf(config).now().toISOString(),
    importedBy: `${userInfo().username}，进程 ${process.pid}`,
  };
}

export async function openUnansweredQuestions(config: Config): Promise<UnansweredQuestions> {
  return new SqlUnansweredQuestions(await openState(config));
}

export function nowOf(config: Config): Date {
  return clockOf(config).now();
}

/** The bank's business date, YYYY-MM-DD. */
export function businessDate(config: Config): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: config.timezone });
  return format.format(clockOf(config).now());
}

export function reportOnKnowledge(config: Config): KnowledgeReport {
  const cards = loadKnowledge(config.knowledgeDirectory, cardFolders, 'cards');
  return checkKnowledge(config.knowledgeDirectory, cards, businessDate(config));
}

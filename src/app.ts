import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { WebApp } from './channels/web/create-web-app.ts';
import type { Readiness } from './channels/web/web-parts.ts';
import type { Config, Login } from './config.ts';
import { type Day, parseDay } from './domain/calendar/day.ts';
import { GuichaoError } from './domain/errors.ts';
import type { AlertParts } from './journeys/alerts/alert-parts.ts';
import type { ConversationKnowledge } from './journeys/conversation/conversation-knowledge.ts';
import type { Task, Tasks } from './journeys/conversation/task.ts';
import type { BookStanding, ClientBook } from './ports/client-book.ts';
import type { ClientNoteStore } from './ports/client-note-store.ts';
import type { Clock } from './ports/clock.ts';
import type { ConversationLibrary } from './ports/conversation-library.ts';
import type { ConversationStore } from './ports/conversation-store.ts';
import type { DraftStore } from './ports/draft-store.ts';
import type { EmployeeDirectory } from './ports/employee-directory.ts';
import type { LookUpLog } from './ports/look-up-log.ts';
import type { PlaybookIndex } from './ports/playbook-index.ts';
import type { ProductShelf } from './ports/product-shelf.ts';
import type { SessionStore } from './ports/session-store.ts';
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

const databaseFile = (config: Config): string => join(config.dataDirectory, 'guichao.db');

async function openStateDatabase(config: Config): Promise<Kysely<Schema>> {
  prepareDataDirectory(config.dataDirectory);
  const { openDatabase } = await import('./store/open-database.ts');
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
    { SqlProductShelf },
    { book, clientBook, notes },
  ] = await Promise.all([
    import('./store/sql-conversation-store.ts'),
    import('./store/sql-conversation-library.ts'),
    import('./store/sql-session-store.ts'),
    import('./store/book/book-employee-directory.ts'),
    import('./store/sql-draft-store.ts'),
    import('./store/book/sql-product-shelf.ts'),
    openClientBook(config, db),
  ]);
  const alerts = once(async () => {
    const { openAlerts } = await import('./app-alerts.ts');
    const { now } = clockOf(config);
    const today = () => businessDay(config);
    return openAlerts(config, { book, clientBook, state: db, now, today });
  });
  return {
    conversations: new SqlConversationStore(db, clockOf(config)),
    library: new SqlConversationLibrary(db),
    sessions: new SqlSessionStore(db),
    employees: new BookEmployeeDirectory(book, () => businessDay(config)),
    book: clientBook,
    notes,
    products: new SqlProductShelf(book),
    drafts: new SqlDraftStore(db, () => businessDay(config)),
    alerts: async () => (await alerts())(),
    close: async () => {
      await clientBook.close();
      await db.destroy();
    },
  };
}

function readinessOf(config: Config, state: State, index: PlaybookIndex) {
  return async (): Promise<readonly Readiness[]> => {
    // SQLite goes on writing into a file that somebody has deleted; only a look at the folder tells.
    const stands = existsSync(databaseFile(config));
    const answers = stands && (await state.library.has('', '').catch(() => null)) !== null;
    const detail = answers ? '可以读写。' : '数据库不见了或读不出来，请管理员检查数据目录。';
    const cards = index.cards().length;
    return [
      { name: 'database', ok: answers, detail },
      { name: 'index', ok: cards > 0, detail: `${cards} 张卡片。` },
    ];
  };
}

/** What the conversation can do beside answering from the material. */
export async function openTasks(config: Config, state: State): Promise<Tasks> {
  const [{ checkTask }, { draftTask }, { openDrafting }, { loadCompliance }, { clientTasks }] =
    await Promise.all([
      import('./journeys/outreach/check-task.ts'),
      import('./journeys/outreach/draft-task.ts'),
      import('./commands/open-drafting.ts'),
      import('./retrieval/load-compliance.ts'),
      import('./journeys/clients/client-tasks.ts'),
    ]);
  const sender = { bankName: config.bankName, bankPhone: config.bankPhone };
  // Rules cost some milliseconds to read, and most turns need none of them.
  const compliance = once(() => loadCompliance(config.knowledgeDirectory));
  const { book, notes, products } = state;
  const nowSeconds = () => Math.floor(clockOf(config).now().getTime() / 1000);
  const drafting = once((index: PlaybookIndex) =>
    openDrafting(config, clockOf(config), state, index),
  );
  return {
    check: checkTask((today) => ({ compliance: compliance(), today, sender })),
    draft: draftTask(({ knowledge }) => drafting(knowledge.index)),
    ...clientTasks({ book, notes, products, nowSeconds }),
    alerts: lazyTask(async () =>
      (await import('./journeys/alerts/alerts-task.ts')).alertsTask(state.alerts),
    ),
    worklist: lazyTask(async () =>
      (await import('./journeys/alerts/worklist-task.ts')).worklistTask(state.alerts),
    ),
  };
}

/** A task whose code is read when a turn first needs it: most turns need none. */
function lazyTask(load: () => Promise<Task>): Task {
  const task = once(load);
  return {
    run: async (request) => (await task()).run(request),
    follow: async (request, open) => (await (await task()).follow?.(request, open)) ?? null,
  };
}

function once<T, Given extends unknown[]>(make: (...given: Given) => T): (...given: Given) => T {
  let made: { readonly value: T } | null = null;
  return (...given) => {
    made ??= { value: make(...given) };
    return made.value;
  };
}

const loopback = /^(127\.|localhost$|::1$|\[::1\]$)/;

/** How people sign in where the settings leave it open: by choice among demo people only. */
function loginFor({ login, host }: Config, { origin }: BookStanding): Login {
  const chosen = login ?? (origin === 'bank' ? 'link' : 'demo');
  if (chosen !== 'demo') return chosen;
  const advice = '请设 GUICHAO_LOGIN=link 或 proxy。';
  if (origin === 'bank') {
    throw new GuichaoError('settings', `账簿里是真实客户，不能用 demo 登录。${advice}`);
  }
  if (!loopback.test(host)) {
    const why = 'GUICHAO_HOST：demo 登录谁都能选，只能监听本机；要让别人访问，';
    throw new GuichaoError('settings', `${why}${advice}`);
  }
  return chosen;
}

const pageDirectory = join(import.meta.dirname, '..', 'dist', 'page');

/** The web channel over opened parts; null `page` when it has not been built. */
export async function openWeb(
  config: Config,
  state: State,
  knowledge: ConversationKnowledge,
): Promise<{ web: WebApp; pageIsBuilt: boolean; login: Login }> {
  const [{ createWebApp }, { loadPageFiles }, { createTelemetry }, { takeTurn }] =
    await Promise.all([
      import('./channels/web/create-web-app.ts'),
      import('./channels/web/page-files.ts'),
      import('./telemetry/create-telemetry.ts'),
      import('./journeys/conversation/take-turn.ts'),
    ]);
  const { proxy, publicUrl } = config;
  const standing = await state.book.standing();
  const login = loginFor(config, standing);
  const demo = standing.origin !== 'bank';
  const { conversations } = state;
  const { index } = knowledge;
  const page = loadPageFiles(pageDirectory);
  const tasks = await openTasks(config, state);
  const web = createWebApp({
    ...state,
    settings: { login, proxy, publicUrl, bank: config.bankName, demo },
    index,
    take: (turn, watch) => {
      // The service lives longer than a day.
      const parts = { ...knowledge, today: businessDate(config), conversations, tasks };
      return takeTurn(turn, parts, watch);
    },
    clock: clockOf(config),
    telemetry: createTelemetry(config.logLevel),
    readiness: readinessOf(config, state, index),
    page,
  });
  return { web, pageIsBuilt: page !== null, login };
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
async function openClientBook(
  config: Config,
  state: Kysely<Schema>,
): Promise<{ book: BookDatabase; clientBook: ClientBook; notes: ClientNoteStore }> {
  const [book, { SqlClientBook }, { SqlLookUpLog }, { SqlClientNoteStore }] = await Promise.all([
    openBook(config),
    import('./store/book/sql-client-book.ts'),
    import('./store/sql-look-up-log.ts'),
    import('./store/sql-client-note-store.ts'),
  ]);
  const log = new SqlLookUpLog(state, clockOf(config));
  const notes = new SqlClientNoteStore(state, clockOf(config));
  const clientBook = new SqlClientBook(book, log, () => businessDay(config), notes);
  if (config.demo && (await clientBook.standing()).origin === 'empty') {
    await fillWithDemo(book, config);
  }
  return { book, clientBook, notes };
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
  const state = await openStateDatabase(config);
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
  return new SqlUnansweredQuestions(await openStateDatabase(config));
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

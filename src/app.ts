import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WebApp } from './channels/web/create-web-app.ts';
import type { Readiness } from './channels/web/web-parts.ts';
import type { Config } from './config.ts';
import type { ConversationKnowledge } from './journeys/conversation/conversation-knowledge.ts';
import type { Clock } from './ports/clock.ts';
import type { ConversationLibrary } from './ports/conversation-library.ts';
import type { ConversationStore } from './ports/conversation-store.ts';
import type { EmployeeDirectory } from './ports/employee-directory.ts';
import type { PlaybookIndex } from './ports/playbook-index.ts';
import type { SessionStore } from './ports/session-store.ts';
import type { UnansweredQuestions } from './ports/unanswered-questions.ts';
import { ExampleMessageReader } from './retrieval/example-message-reader.ts';
import { checkKnowledge, type KnowledgeReport } from './retrieval/facts.ts';
import { LexicalPlaybookIndex } from './retrieval/lexical-playbook-index.ts';
import { loadLexicon } from './retrieval/lexicon.ts';
import { cardFolders, type Knowledge, loadKnowledge } from './retrieval/load-knowledge.ts';
import { publishedKnowledge } from './retrieval/published-knowledge.ts';
import { createTextAnalysis } from './retrieval/text-analysis.ts';
import { prepareDataDirectory } from './store/data-directory.ts';
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

/** The assistant's own state: conversations, sessions, who works here. */
export interface State {
  readonly conversations: ConversationStore;
  readonly library: ConversationLibrary;
  readonly sessions: SessionStore;
  readonly employees: EmployeeDirectory;
}

export async function openState(config: Config): Promise<State> {
  prepareDataDirectory(config.dataDirectory);
  const [
    { openDatabase },
    { SqlConversationStore },
    { SqlConversationLibrary },
    { SqlSessionStore },
    { DemoEmployeeDirectory },
  ] = await Promise.all([
    import('./store/open-database.ts'),
    import('./store/sql-conversation-store.ts'),
    import('./store/sql-conversation-library.ts'),
    import('./store/sql-session-store.ts'),
    import('./store/demo-employee-directory.ts'),
  ]);
  const db = await openDatabase(databaseFile(config));
  return {
    conversations: new SqlConversationStore(db, clockOf(config)),
    library: new SqlConversationLibrary(db),
    sessions: new SqlSessionStore(db),
    employees: new DemoEmployeeDirectory(),
  };
}

export async function openConversations(config: Config): Promise<ConversationStore> {
  return (await openState(config)).conversations;
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

const pageDirectory = join(import.meta.dirname, '..', 'dist', 'page');

/** The web channel over opened parts; null `page` when it has not been built. */
export async function openWeb(
  config: Config,
  state: State,
  knowledge: ConversationKnowledge,
): Promise<{ web: WebApp; pageIsBuilt: boolean }> {
  const [{ createWebApp }, { loadPageFiles }, { createTelemetry }, { takeTurn }] =
    await Promise.all([
      import('./channels/web/create-web-app.ts'),
      import('./channels/web/page-files.ts'),
      import('./telemetry/create-telemetry.ts'),
      import('./journeys/conversation/take-turn.ts'),
    ]);
  const { login, proxy, publicUrl } = config;
  const { conversations } = state;
  const { index } = knowledge;
  const page = loadPageFiles(pageDirectory);
  const web = createWebApp({
    ...state,
    settings: { login, proxy, publicUrl, bank: '演示银行', demo: true },
    index,
    take: (turn, watch) => {
      // The service lives longer than a day.
      const parts = { ...knowledge, today: businessDate(config), conversations };
      return takeTurn(turn, parts, watch);
    },
    clock: clockOf(config),
    telemetry: createTelemetry(config.logLevel),
    readiness: readinessOf(config, state, index),
    page,
  });
  return { web, pageIsBuilt: page !== null };
}

export async function openUnansweredQuestions(config: Config): Promise<UnansweredQuestions> {
  prepareDataDirectory(config.dataDirectory);
  const { openDatabase } = await import('./store/open-database.ts');
  return new SqlUnansweredQuestions(await openDatabase(databaseFile(config)));
}

export function nowOf(config: Config): Date {
  return clockOf(config).now();
}

/** The bank's business date, YYYY-MM-DD. */
export function businessDate(config: Config): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
  return format.format(clockOf(config).now());
}

export function reportOnKnowledge(config: Config): KnowledgeReport {
  const cards = loadKnowledge(config.knowledgeDirectory, cardFolders, 'cards');
  return checkKnowledge(config.knowledgeDirectory, cards, businessDate(config));
}

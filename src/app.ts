import { join } from 'node:path';
import type { Config } from './config.ts';
import type { ConversationKnowledge } from './journeys/conversation/reply-to.ts';
import type { Clock } from './ports/clock.ts';
import type { ConversationStore } from './ports/conversation-store.ts';
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

export async function openConversations(config: Config): Promise<ConversationStore> {
  prepareDataDirectory(config.dataDirectory);
  const [{ openDatabase }, { SqlConversationStore }] = await Promise.all([
    import('./store/open-database.ts'),
    import('./store/sql-conversation-store.ts'),
  ]);
  const db = await openDatabase(join(config.dataDirectory, 'guichao.db'));
  return new SqlConversationStore(db, clockOf(config));
}

export async function openUnansweredQuestions(config: Config): Promise<UnansweredQuestions> {
  prepareDataDirectory(config.dataDirectory);
  const { openDatabase } = await import('./store/open-database.ts');
  return new SqlUnansweredQuestions(await openDatabase(join(config.dataDirectory, 'guichao.db')));
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

import { join } from 'node:path';
import type { Config } from './config.ts';
import type { ConversationKnowledge } from './journeys/conversation/reply-to.ts';
import type { Clock } from './ports/clock.ts';
import type { ConversationStore } from './ports/conversation-store.ts';
import { ExampleMessageReader } from './retrieval/example-message-reader.ts';
import { checkKnowledge, type KnowledgeReport } from './retrieval/facts.ts';
import { LexicalPlaybookIndex } from './retrieval/lexical-playbook-index.ts';
import { loadLexicon } from './retrieval/lexicon.ts';
import { cardFolders, type Knowledge, loadKnowledge } from './retrieval/load-knowledge.ts';
import { createTextAnalysis } from './retrieval/text-analysis.ts';
import { prepareDataDirectory } from './store/data-directory.ts';

function clockOf(config: Config): Clock {
  return { now: () => config.fixedNow ?? new Date() };
}

function cards(config: Config): Knowledge {
  return loadKnowledge(config.knowledgeDirectory, cardFolders, 'cards');
}

export interface OpenPlaybooks extends ConversationKnowledge {
  readonly index: LexicalPlaybookIndex;
  readonly knowledge: Knowledge;
}

/** The shipped playbooks, from the cached index where the files have not changed. */
export function openPlaybooks(config: Config): OpenPlaybooks {
  prepareDataDirectory(config.dataDirectory);
  const knowledge = cards(config);
  const lexiconFolder = join(config.knowledgeDirectory, 'lexicon');
  const lexicon = loadLexicon(lexiconFolder);
  const analysis = createTextAnalysis(lexicon);
  const cache = (name: string) => join(config.dataDirectory, name);
  const index = new LexicalPlaybookIndex(knowledge, lexicon, analysis, cache('playbooks.index'));
  const reader = new ExampleMessageReader(lexiconFolder, analysis, cache('messages.index'));
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

/** The bank's business date, YYYY-MM-DD. */
export function businessDate(config: Config): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
  return format.format(clockOf(config).now());
}

export function reportOnKnowledge(config: Config): KnowledgeReport {
  return checkKnowledge(config.knowledgeDirectory, cards(config), businessDate(config));
}

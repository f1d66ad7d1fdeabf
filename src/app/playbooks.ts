import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { ConversationKnowledge } from '../journeys/conversation/conversation-knowledge.ts';
import { ExampleMessageReader } from '../retrieval/example-message-reader.ts';
import { checkKnowledge, type KnowledgeReport } from '../retrieval/facts.ts';
import { LexicalPlaybookIndex } from '../retrieval/lexical-playbook-index.ts';
import { loadLexicon } from '../retrieval/lexicon.ts';
import { cardFolders, type Knowledge, loadKnowledge } from '../retrieval/load-knowledge.ts';
import { publishedKnowledge } from '../retrieval/published-knowledge.ts';
import { createTextAnalysis } from '../retrieval/text-analysis.ts';
import { prepareDataDirectory } from '../store/data-directory.ts';
import { businessDate } from './clock.ts';

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

export function reportOnKnowledge(config: Config): KnowledgeReport {
  const cards = loadKnowledge(config.knowledgeDirectory, cardFolders, 'cards');
  return checkKnowledge(config.knowledgeDirectory, cards, businessDate(config));
}

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { GuichaoError } from '../domain/errors.ts';
import type { KnowledgeCard, Passage } from '../domain/knowledge/passage.ts';
import {
  type CardFrontMatter,
  cardFrontMatter,
  type FileFault,
  plainFrontMatter,
  readFrontMatter,
} from './front-matter.ts';
import { readCache, writeCache } from './index-cache.ts';
import { splitPassages } from './split-passages.ts';

// Raise it whenever files are read into cards in another way.
const parserVersion = 1;

interface LoadedCard {
  readonly card: KnowledgeCard;
  readonly expiresOn: string | null;
}

export interface Knowledge {
  readonly cards: readonly LoadedCard[];
  readonly passages: readonly Passage[];
  /** Files that were left out, with the place of the fault; the rest still serves. */
  readonly faults: readonly FileFault[];
  /** SHA-256 over every file's path and content. */
  readonly version: string;
}

function markdownFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md') && entry.name !== 'README.md')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function fullCard(data: CardFrontMatter, file: string): LoadedCard {
  const { id, title, kind, origin, source, facts, asks, see } = data;
  const names = data.kind === 'objection' ? [] : data.names;
  const objection = data.kind === 'objection' ? { stages: data.stages, says: data.says } : null;
  const shared = { id, title, kind, origin, sources: source, facts, asks, names, see };
  const card = { ...shared, objection, file };
  return { card, expiresOn: data.expires_on ?? null };
}

function plainCard(data: { id: string; title: string }, file: string): LoadedCard {
  const source = { document: data.title, place: file };
  const none: string[] = [];
  const { id, title } = data;
  const rest = { facts: none, asks: none, names: none, see: none, objection: null, file };
  const card: KnowledgeCard = {
    id,
    title,
    kind: 'reference',
    origin: 'bank',
    sources: [source],
    ...rest,
  };
  return { card, expiresOn: null };
}

function readFile(
  form: 'cards' | 'plain',
  file: string,
  text: string,
): { loaded: LoadedCard; body: string } | { faults: FileFault[] } {
  if (form === 'cards') {
    const read = readFrontMatter(file, text, cardFrontMatter);
    if (read.kind === 'broken') return { faults: read.faults };
    return { loaded: fullCard(read.data, file), body: read.body };
  }
  const read = readFrontMatter(file, text, plainFrontMatter);
  if (read.kind === 'broken') return { faults: read.faults };
  return { loaded: plainCard(read.data, file), body: read.body };
}

interface SourceText {
  readonly file: string;
  readonly text: string;
}

function sourceTexts(root: string, folders: readonly string[]): SourceText[] {
  if (!existsSync(root)) {
    const advice = '请检查路径或 GUICHAO_KNOWLEDGE_DIR。';
    throw new GuichaoError('knowledge', `找不到知识目录 ${root}，${advice}`);
  }
  return folders
    .map((folder) => join(root, folder))
    .filter((path) => existsSync(path))
    .flatMap(markdownFiles)
    .map((path) => ({ file: relative(root, path), text: readFileSync(path, 'utf8') }));
}

type Form = 'cards' | 'plain';

function versionOf(form: Form, texts: readonly SourceText[]): string {
  const hash = createHash('sha256').update(`${parserVersion}${form}`);
  for (const { file, text } of texts) hash.update(`\0${file}\0${text}`);
  return hash.digest('hex');
}

function parseTexts(form: Form, texts: readonly SourceText[], version: string): Knowledge {
  const faults: FileFault[] = [];
  const byId = new Map<string, LoadedCard>();
  const passages: Passage[] = [];
  for (const { file, text } of texts) {
    const read = readFile(form, file, text);
    if ('faults' in read) {
      faults.push(...read.faults);
      continue;
    }
    const { loaded, body } = read;
    const twin = byId.get(loaded.card.id);
    if (twin) {
      const message = `id “${loaded.card.id}” 已被 ${twin.card.file} 使用，请换一个`;
      faults.push({ file, line: 2, message });
      continue;
    }
    byId.set(loaded.card.id, loaded);
    passages.push(...splitPassages(loaded.card, body));
  }
  return { cards: [...byId.values()], passages, faults, version };
}

/**
 * Reads every Markdown file below the given folders. `cards`: the strict form of the shipped
 * knowledge; `plain`: any folder whose files have an id and a title. Parsing costs a second for some
 * hundred cards, so with a cache file it is done once for each content.
 */
export function loadKnowledge(
  root: string,
  folders: readonly string[],
  form: Form,
  cacheFile?: string,
): Knowledge {
  const texts = sourceTexts(root, folders);
  const version = versionOf(form, texts);
  const cached = cacheFile === undefined ? null : readCache<Knowledge>(cacheFile, version);
  if (cached) return cached;
  const knowledge = parseTexts(form, texts, version);
  if (cacheFile !== undefined) writeCache(cacheFile, version, knowledge);
  return knowledge;
}

/** The folders of the knowledge directory that hold cards. */
export const cardFolders = ['playbooks', 'objections'] as const;

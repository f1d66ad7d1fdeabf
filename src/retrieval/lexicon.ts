import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { OutsideTopic } from '../ports/playbook-index.ts';
import { loadOutsideTopics } from './outside-topics.ts';
import { readYaml } from './read-yaml.ts';

const synonymGroups = z.array(z.array(z.string().min(1)).min(2));

export interface Lexicon {
  /** jieba user dictionary: a line is `word frequency tag`. */
  readonly dictionary: string;
  readonly functionWords: ReadonlySet<string>;
  /** Words of talk that carry no subject: left out when judging whether the material answers. */
  readonly fillerWords: ReadonlySet<string>;
  readonly synonyms: readonly (readonly string[])[];
  readonly outsideTopic: (normalised: string) => OutsideTopic | null;
  readonly version: string;
}

function wordList(text: string): Set<string> {
  const lines = text.split('\n').map((line) => line.replace(/#.*$/, '').trim());
  return new Set(lines.flatMap((line) => line.split(/\s+/)).filter((word) => word !== ''));
}

/** Reads `lexicon/` of a knowledge folder: dictionary.txt, function-words.txt, filler-words.txt, synonyms.yaml, outside-topics.yaml. */
export function loadLexicon(directory: string): Lexicon {
  const read = (name: string): string => {
    const path = join(directory, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  const dictionary = read('dictionary.txt');
  const functionWords = read('function-words.txt');
  const fillerWords = read('filler-words.txt');
  const synonyms = read('synonyms.yaml');
  const groups = readYaml(join(directory, 'synonyms.yaml'), synonymGroups, []);
  const hash = createHash('sha256');
  for (const part of [dictionary, functionWords, fillerWords, synonyms]) hash.update(`\0${part}`);
  return {
    dictionary: dictionary
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('#'))
      .join('\n'),
    functionWords: wordList(functionWords),
    fillerWords: wordList(fillerWords),
    synonyms: groups,
    outsideTopic: loadOutsideTopics(join(directory, 'outside-topics.yaml')),
    version: hash.digest('hex'),
  };
}

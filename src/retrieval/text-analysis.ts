import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { Converter } from 'opencc-js/t2cn';
import type { Lexicon } from './lexicon.ts';

interface Terms {
  readonly words: string[];
  readonly bigrams: string[];
}

/** How texts and questions become terms; the same on both sides. */
export interface TextAnalysis {
  normalise(text: string): string;
  /** Words of a text without function words, as jieba's search mode cuts them. */
  words(normalised: string): string[];
  terms(text: string): Terms;
  /** As `terms`, with the function words: how something is said counts where a message is classified. */
  everyTerm(text: string): Terms;
  /** What a text speaks of, whatever word it uses for it: a name for each group of synonyms that has a word in it. */
  concepts(normalised: string): string[];
  isFiller(word: string): boolean;
}

const wordCharacter = /[\p{Script=Han}\p{L}\p{N}]/u;
const hanRuns = /\p{Script=Han}+/gu;

/** Overlapping pairs of Han characters; they find what a dictionary cuts wrongly. */
function bigramsOf(normalised: string): string[] {
  const pairs: string[] = [];
  for (const [run] of normalised.matchAll(hanRuns)) {
    for (let at = 0; at + 1 < run.length; at++) pairs.push(run.slice(at, at + 2));
  }
  return pairs;
}

/** Finds the groups that any piece of a text belongs to. */
function conceptFinder(groups: readonly (readonly string[])[]): (normalised: string) => string[] {
  const ofWord = new Map<string, string[]>();
  groups.forEach((group, at) => {
    for (const word of group) ofWord.set(word, [...(ofWord.get(word) ?? []), `≈${at}`]);
  });
  const longest = Math.max(0, ...[...ofWord.keys()].map((word) => word.length));
  return (normalised) => {
    const found = new Set<string>();
    for (let from = 0; from < normalised.length; from++) {
      for (let size = 2; size <= longest && from + size <= normalised.length; size++) {
        for (const one of ofWord.get(normalised.slice(from, from + size)) ?? []) found.add(one);
      }
    }
    return [...found];
  };
}

export function createTextAnalysis(lexicon: Lexicon): TextAnalysis {
  const jieba = Jieba.withDict(dict);
  if (lexicon.dictionary !== '') jieba.loadDict(Buffer.from(`${lexicon.dictionary}\n`));
  const toSimplified = Converter({ from: 't', to: 'cn' });
  const normalise = (text: string): string => toSimplified(text.normalize('NFKC')).toLowerCase();
  const allWords = (normalised: string): string[] =>
    jieba.cutForSearch(normalised, true).filter((word) => wordCharacter.test(word));
  const words = (normalised: string): string[] =>
    allWords(normalised).filter((word) => !lexicon.functionWords.has(word));
  return {
    normalise,
    words,
    terms: (text) => {
      const normalised = normalise(text);
      return { words: words(normalised), bigrams: bigramsOf(normalised) };
    },
    everyTerm: (text) => {
      const normalised = normalise(text);
      return { words: allWords(normalised), bigrams: bigramsOf(normalised) };
    },
    concepts: conceptFinder(lexicon.synonyms),
    isFiller: (word) => lexicon.fillerWords.has(word) || lexicon.functionWords.has(word),
  };
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { followUpIn } from '../domain/conversation/follow-up.ts';
import { messageFeatures, wordingFeatures } from '../domain/conversation/message-features.ts';
import type { KnowledgeCard } from '../domain/knowledge/passage.ts';
import type { KindShares, Likelihood, MessageReader } from '../ports/message-reader.ts';
import { readCache, writeCache } from './index-cache.ts';
import { phrasesOf } from './phrase-table.ts';
import { readYaml } from './read-yaml.ts';
import { type SoftmaxModel, softmaxShares, trainSoftmax } from './softmax-model.ts';
import type { TextAnalysis } from './text-analysis.ts';

// Raise it whenever features or training change.
const format = 11;

const intentFile = 'intent-examples.yaml';
const followUpFile = 'follow-up-examples.yaml';

const examplesSchema = z.record(z.string(), z.array(z.string().min(1)));

type Examples = z.infer<typeof examplesSchema>;

interface LabelledModel {
  readonly labels: readonly string[];
  readonly model: SoftmaxModel;
}

interface Models {
  readonly intents: LabelledModel | null;
  readonly followUps: LabelledModel | null;
  readonly kinds: LabelledModel | null;
}

/** The labels of a message, likeliest first. */
function classify({ labels, model }: LabelledModel, features: readonly string[]): Likelihood[] {
  const shares = softmaxShares(features, model);
  return labels
    .map((label, at) => ({ label, share: shares[at] ?? 0 }))
    .sort((a, b) => b.share - a.share);
}

// A part of the cards' phrases joins the written examples, or everything that is neither a task nor
// chat would be known from two hundred sentences only. All of them would drown the other intents.
const phrasesTaken = {
  objection: 6,
  playbook: 6,
};

function withPhrases(
  intents: Examples,
  kinds: Record<'objection' | 'playbook', string[]>,
): Examples {
  if (Object.keys(intents).length === 0) return intents;
  const taken = (kind: 'objection' | 'playbook') =>
    kinds[kind].filter((_phrase, at) => at % phrasesTaken[kind] === 0);
  return {
    ...intents,
    objection: [...(intents.objection ?? []), ...taken('objection')],
    playbook: [...(intents.playbook ?? []), ...taken('playbook')],
  };
}

/**
 * A reader trained on `intent-examples.yaml` and `follow-up-examples.yaml` of the lexicon folder and on
 * the phrases of all cards, which show how objections and how questions are put.
 */
export class ExampleMessageReader implements MessageReader {
  readonly #analysis: TextAnalysis;
  readonly #models: Models;

  constructor(
    directory: string,
    cards: readonly KnowledgeCard[],
    analysis: TextAnalysis,
    cacheFile?: string,
  ) {
    this.#analysis = analysis;
    const files = [intentFile, followUpFile].map((name) => join(directory, name));
    const kinds = {
      objection: cards.filter((card) => card.objection !== null).flatMap(phrasesOf),
      playbook: cards.filter((card) => card.objection === null).flatMap(phrasesOf),
    };
    const hash = createHash('sha256').update(JSON.stringify([format, kinds]));
    for (const file of files) hash.update(existsSync(file) ? readFileSync(file) : '');
    const key = hash.digest('hex');
    const cached = cacheFile === undefined ? null : readCache<Models>(cacheFile, key);
    this.#models = cached ?? this.#trainAll(files, kinds);
    if (cached === null && cacheFile !== undefined) writeCache(cacheFile, key, this.#models);
  }

  intents(message: string): readonly Likelihood[] {
    const { intents } = this.#models;
    return intents === null ? [] : classify(intents, this.#features(message));
  }

  followUps(message: string): readonly Likelihood[] {
    const { followUps } = this.#models;
    return followUps === null ? [] : classify(followUps, this.#following(message));
  }

  kinds(message: string): KindShares {
    const { kinds } = this.#models;
    if (kinds === null) return { objection: 0.5, playbook: 0.5, outside: 0 };
    const found = classify(kinds, this.#wording(message));
    const shareOf = (name: string): number => found.find(({ label }) => label === name)?.share ?? 0;
    return {
      objection: shareOf('objection'),
      playbook: shareOf('playbook'),
      outside: shareOf('outside'),
    };
  }

  #trainAll(files: readonly string[], kinds: Record<'objection' | 'playbook', string[]>): Models {
    const [intents = {}, followUps = {}] = files.map((file) => readYaml(file, examplesSchema, {}));
    return {
      intents: this.#train(
        withPhrases(intents, kinds),
        (message) => this.#features(message),
        10,
        0.3,
      ),
      followUps: this.#train(followUps, (message) => this.#following(message), 14, 0),
      // Ten thousand phrases are learnt in fewer rounds than two thousand messages.
      kinds: this.#train(
        { ...kinds, outside: intents['out-of-scope'] ?? [] },
        (message) => this.#wording(message),
        4,
        0.3,
      ),
    };
  }

  #train(
    examples: Examples,
    features: (message: string) => string[],
    rounds: number,
    dropped: number,
  ): LabelledModel | null {
    const labels = Object.keys(examples).sort();
    const samples = labels.flatMap((name, label) =>
      (examples[name] ?? []).map((message) => ({ label, features: features(message) })),
    );
    if (samples.length === 0) return null;
    const training = { rounds, firstStep: 1, balanced: true, dropped };
    return { labels, model: trainSoftmax(samples, labels.length, training) };
  }

  readonly #cut = (text: string): string[] => {
    const { words, bigrams } = this.#analysis.everyTerm(text);
    return [...words, ...bigrams, ...this.#analysis.concepts(this.#analysis.normalise(text))];
  };

  #features(message: string): string[] {
    return messageFeatures(this.#analysis.normalise(message), this.#cut);
  }

  /** What the rules for follow-ups make of it is one of its features. */
  #following(message: string): string[] {
    const part = followUpIn(this.#analysis.normalise(message))?.part;
    return [...this.#features(message), ...(part === undefined ? [] : [`续:${part}`])];
  }

  #wording(message: string): string[] {
    return wordingFeatures(this.#analysis.normalise(message), this.#cut);
  }
}

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type ClassifierModel,
  classify,
  type Likelihood,
  trainClassifier,
} from '../domain/conversation/linear-classifier.ts';
import { messageFeatures } from '../domain/conversation/message-features.ts';
import type { MessageReader } from '../ports/message-reader.ts';
import { readCache, writeCache } from './index-cache.ts';
import { readYaml } from './read-yaml.ts';
import type { TextAnalysis } from './text-analysis.ts';

// Raise it whenever features or training change.
const format = 1;

const examplesSchema = z.record(z.string(), z.array(z.string().min(1)));

type Examples = z.infer<typeof examplesSchema>;

interface Models {
  readonly intents: ClassifierModel | null;
  readonly followUps: ClassifierModel | null;
}

/** A reader trained on `intent-examples.yaml` and `follow-up-examples.yaml` of the lexicon folder. */
export class ExampleMessageReader implements MessageReader {
  readonly #analysis: TextAnalysis;
  readonly #models: Models;

  constructor(directory: string, analysis: TextAnalysis, cacheFile?: string) {
    this.#analysis = analysis;
    const intents = readYaml(join(directory, 'intent-examples.yaml'), examplesSchema, {});
    const followUps = readYaml(join(directory, 'follow-up-examples.yaml'), examplesSchema, {});
    const key = createHash('sha256')
      .update(JSON.stringify([format, intents, followUps]))
      .digest('hex');
    const cached = cacheFile === undefined ? null : readCache<Models>(cacheFile, key);
    this.#models = cached ?? { intents: this.#train(intents), followUps: this.#train(followUps) };
    if (cached === null && cacheFile !== undefined) writeCache(cacheFile, key, this.#models);
  }

  intents(message: string): readonly Likelihood[] {
    return this.#classify(this.#models.intents, message);
  }

  followUps(message: string): readonly Likelihood[] {
    return this.#classify(this.#models.followUps, message);
  }

  #classify(model: ClassifierModel | null, message: string): readonly Likelihood[] {
    return model === null ? [] : classify(model, this.#features(message));
  }

  #train(examples: Examples): ClassifierModel | null {
    const all = Object.entries(examples).flatMap(([label, messages]) =>
      messages.map((message) => ({ label, features: this.#features(message) })),
    );
    return all.length === 0 ? null : trainClassifier(all);
  }

  #features(message: string): string[] {
    return messageFeatures(this.#analysis.normalise(message), (text) => {
      const { words, bigrams } = this.#analysis.everyTerm(text);
      return [...words, ...bigrams];
    });
  }
}

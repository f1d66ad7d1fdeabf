import { type Sample, type SoftmaxModel, softmaxShares, trainSoftmax } from './softmax-model.ts';
import type { TextAnalysis } from './text-analysis.ts';

// Three rounds: more gave nothing on the tuning halves of the objections and the playbook questions.
const training = { rounds: 3, firstStep: 1, balanced: false } as const;
/** What a lesson leaves out: clients hint, managers name their subject, so that each word counts. */
export const droppedOf = {
  objections: 0.3,
  others: 0,
} as const;

/** Words, pairs and characters, function words too: how a thing is said is half of what is asked. */
function termsOf(text: string, analysis: TextAnalysis): string[] {
  const { words, bigrams } = analysis.everyTerm(text);
  const normalised = analysis.normalise(text);
  const characters = normalised.match(/\p{Script=Han}/gu) ?? [];
  const concepts = analysis.concepts(normalised);
  return [...new Set([...words, ...bigrams, ...characters, ...concepts])];
}

/** Learns which phrases belong to which card. */
export function trainCardModel(
  phrases: readonly (readonly string[])[],
  analysis: TextAnalysis,
  dropped: number,
): SoftmaxModel {
  const samples = phrases.flatMap((own, label): Sample[] =>
    own.map((phrase) => ({ label, features: termsOf(phrase, analysis) })),
  );
  return trainSoftmax(samples, phrases.length, { ...training, dropped });
}

/** The share (0–1) of each card in what a message may mean; they sum to 1. */
export function cardShares(
  message: string,
  model: SoftmaxModel,
  analysis: TextAnalysis,
): Float32Array {
  return softmaxShares(termsOf(message, analysis), model);
}

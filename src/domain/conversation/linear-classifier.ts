/** Weights of a linear classifier: for each feature one weight a class, in the order of `classes`. */
export interface ClassifierModel {
  readonly classes: readonly string[];
  readonly weights: ReadonlyMap<string, Float32Array>;
}

export interface Example {
  readonly label: string;
  readonly features: readonly string[];
}

export interface Likelihood {
  readonly label: string;
  /** 0–1; the shares of all classes sum to 1. */
  readonly share: number;
}

// Multinomial logistic regression by plain gradient steps; tried on the tuning halves: more rounds or a
// smaller decay change the figures by less than a point.
const firstStep = 0.5;
const decay = 1e-4;

function scoresOf(model: ClassifierModel, features: readonly string[]): Float32Array {
  const scores = new Float32Array(model.classes.length);
  for (const feature of features) {
    const weights = model.weights.get(feature);
    if (!weights) continue;
    for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) + (weights[at] ?? 0);
  }
  return scores;
}

function shares(scores: Float32Array): Float32Array {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

interface Lesson extends Example {
  /** Examples of large classes pull less, or their number would count as evidence. */
  readonly pull: number;
}

/** The examples of every class spread evenly over a round, so that the order of a file does not matter. */
function lessons(examples: readonly Example[], classes: readonly string[]): Lesson[] {
  const usual = examples.length / Math.max(1, classes.length);
  return classes
    .flatMap((label) => {
      const own = examples.filter((example) => example.label === label);
      const pull = Math.sqrt(usual / own.length);
      return own.map((example, at) => ({ ...example, pull, place: (at + 0.5) / own.length }));
    })
    .sort((a, b) => a.place - b.place);
}

/** Moves the weights of one example's features towards its class. */
function learn(
  model: ClassifierModel,
  { label, features, pull: weight }: Lesson,
  step: number,
): void {
  const guess = shares(scoresOf(model, features));
  const right = model.classes.indexOf(label);
  // A long message must not pull harder than a short one.
  const pull = (step * weight) / Math.sqrt(features.length || 1);
  const errors = guess.map((share, at) => (at === right ? 1 : 0) - share);
  for (const feature of features) {
    const own = model.weights.get(feature);
    errors.forEach((error, at) => {
      if (own) own[at] = (own[at] ?? 0) * (1 - decay) + pull * error;
    });
  }
}

/** Trains on examples, `rounds` times over all; the same examples always give the same model. */
export function trainClassifier(examples: readonly Example[], rounds: number): ClassifierModel {
  const classes = [...new Set(examples.map((example) => example.label))].sort();
  const features = new Set(examples.flatMap((example) => example.features));
  const weights = new Map([...features].map((name) => [name, new Float32Array(classes.length)]));
  const model = { classes, weights };
  const order = lessons(examples, classes);
  for (let round = 0; round < rounds; round++) {
    for (const example of order) learn(model, example, firstStep / (1 + 0.5 * round));
  }
  return model;
}

/** The classes of a message, likeliest first. */
export function classify(model: ClassifierModel, features: readonly string[]): Likelihood[] {
  const guess = shares(scoresOf(model, features));
  return model.classes
    .map((label, at) => ({ label, share: guess[at] ?? 0 }))
    .sort((a, b) => b.share - a.share);
}

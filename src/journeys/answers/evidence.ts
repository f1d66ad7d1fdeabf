import type { Likelihood } from '../../ports/message-reader.ts';
import type { SearchHit } from '../../ports/playbook-index.ts';

// A logistic fit on the tuning half of the playbook questions (guichao eval): whether the material
// speaks of a question, from the best hit and from what the message is read as. Above zero: it does.
const weights = {
  coverage: 3.56,
  sentence: 0.134,
  learned: 0.0491,
  asks: 0.055,
  spoken: 4.1,
  outOfScope: -2.2,
};
const start = -9.2;

/** How strongly the best passage and the reading of the message speak for an answer; > 0: answer. */
export function evidenceFor(hit: SearchHit, readings: readonly Likelihood[]): number {
  const shareOf = (label: string): number =>
    readings.find((reading) => reading.label === label)?.share ?? 0;
  // Without examples to read by, a message counts as a question.
  const spoken = readings.length === 0 ? 1 : shareOf('playbook') + shareOf('objection');
  return (
    start +
    weights.coverage * hit.coverage +
    weights.sentence * hit.parts.sentence +
    weights.learned * hit.parts.learned +
    weights.asks * hit.parts.asks +
    weights.spoken * spoken +
    weights.outOfScope * shareOf('out-of-scope')
  );
}

const inventions =
  /[“"「『]([\p{Script=Han}A-Za-z0-9]{2,10})[”"」』]|([\p{Script=Han}A-Za-z0-9]{2,6}(?:法则|定律|模型|口诀|心法|曲线|维护法|沟通法|成交法|问法|话术法|战法|裂变|罗盘|飞轮|金字塔))/gu;

/** Names of methods that a question takes for known. */
export function namedMethods(question: string): string[] {
  const names = [...question.matchAll(inventions)].map((match) => match[1] ?? match[2] ?? '');
  return names.filter((name) =>
    /(法则?|定律|模型|口诀|曲线?|裂变|罗盘|飞轮|金字塔|诀)$/u.test(name),
  );
}

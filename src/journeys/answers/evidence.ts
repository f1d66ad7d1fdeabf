import type { MessageReader } from '../../ports/message-reader.ts';
import type { SearchHit } from '../../ports/playbook-index.ts';

// A logistic fit on the tuning half of the playbook questions (guichao eval): whether the material
// speaks of a question, from the best hit and from what the message is read as. Above zero: it does.
const weights = {
  coverage: 2.64,
  sentence: 0.013,
  learned: 0.072,
  asks: 0.034,
  spoken: 0.247,
  outOfScope: -0.396,
  outside: -0.22,
};
// The fit gives -9.53, raised: a wrong answer costs more than one too few.
const start = -10.3;

const logit = (share: number): number => Math.log((share + 1e-3) / (1 - share + 1e-3));

/** How strongly the best passage and the reading of the message speak for an answer; > 0: answer. */
export function evidenceFor(hit: SearchHit, question: string, reader: MessageReader): number {
  const readings = reader.intents(question);
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
    weights.spoken * logit(spoken) +
    weights.outOfScope * logit(shareOf('out-of-scope')) +
    weights.outside * logit(reader.kinds(question).outside)
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

import { z } from 'zod';
import type { OutsideTopic } from '../ports/playbook-index.ts';
import { readYaml } from './read-yaml.ts';

const schema = z.array(
  z.strictObject({
    topic: z.string().min(1),
    say: z.string().min(1),
    words: z.array(z.string().min(1)).min(1),
    unless: z.array(z.string().min(1)).default([]),
  }),
);

/** Reads the topics that the material is known not to hold; each word may be a regular expression. */
export function loadOutsideTopics(file: string): (normalised: string) => OutsideTopic | null {
  const topics = readYaml(file, schema, []).map(({ topic, say, words, unless }) => ({
    topic,
    say,
    words: new RegExp(words.join('|'), 'i'),
    unless: unless.length === 0 ? null : new RegExp(unless.join('|'), 'i'),
  }));
  return (normalised) => {
    const found = topics.find(
      ({ words, unless }) => words.test(normalised) && !unless?.test(normalised),
    );
    return found ? { topic: found.topic, say: found.say } : null;
  };
}

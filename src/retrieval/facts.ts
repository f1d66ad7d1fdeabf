import { join } from 'node:path';
import { z } from 'zod';
import { objectionFormFaults } from '../domain/knowledge/objection-form.ts';
import type { FileFault } from './front-matter.ts';
import type { Knowledge } from './load-knowledge.ts';
import { readSkeletons } from './load-outreach.ts';
import { readYaml } from './read-yaml.ts';

const factSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]\d{2}$/),
  text: z.string().min(1),
  label: z.enum(['OK', 'NAME', 'GARB', 'RISK', 'FIG']),
  document: z.string().min(1),
  place: z.string().min(1),
  excluded: z.string().min(1).optional(),
});

export interface KnowledgeReport {
  readonly cards: number;
  readonly passages: number;
  readonly facts: number;
  readonly covered: number;
  readonly faults: readonly FileFault[];
}

function uncoveredFacts(facts: readonly Fact[], knowledge: Knowledge): FileFault[] {
  const covered = new Set(knowledge.cards.flatMap(({ card }) => card.facts));
  return facts
    .filter((fact) => !covered.has(fact.id) && fact.excluded === undefined)
    .map(({ id }) => ({
      file: 'facts.yaml',
      line: 1,
      message: `${id} 没有任何卡片讲到，也没有写明不收的原因`,
    }));
}

function unknownFacts(facts: readonly Fact[], knowledge: Knowledge): FileFault[] {
  const known = new Set(facts.map((fact) => fact.id));
  return knowledge.cards.flatMap(({ card }) =>
    card.facts
      .filter((id) => !known.has(id))
      .map((id) => ({ file: card.file, line: 1, message: `facts 里的 ${id} 不在 facts.yaml` })),
  );
}

function cardFaults(knowledge: Knowledge, today: string): FileFault[] {
  const ids = new Set(knowledge.cards.map(({ card }) => card.id));
  return knowledge.cards.flatMap(({ card, expiresOn }) => {
    const messages = card.see.filter((id) => !ids.has(id)).map((id) => `see 指向的 ${id} 不存在`);
    if (expiresOn !== null && expiresOn < today) {
      messages.push(`已过有效期 ${expiresOn}，请复核后更新 expires_on`);
    }
    if (card.kind === 'known-unknown' && card.names.length === 0) {
      messages.push('known-unknown 卡片要写 names');
    }
    const own = knowledge.passages.filter((passage) => passage.card.id === card.id);
    messages.push(...objectionFormFaults(card, own));
    return messages.map((message) => ({ file: card.file, line: 1, message }));
  });
}

/** Skeletons of messages to clients, with what they rest on. */
function skeletonFaults(root: string, knowledge: Knowledge): FileFault[] {
  const { skeletons, faults } = readSkeletons(root);
  const ids = new Set(knowledge.cards.map(({ card }) => card.id));
  const missing = new Set(
    skeletons.flatMap(({ purpose, restsOn }) =>
      restsOn.filter((id) => !ids.has(id)).map((id) => `${purpose}.yaml ${id}`),
    ),
  );
  return [
    ...faults,
    ...[...missing].map((place) => {
      const [file = '', id = ''] = place.split(' ');
      return { file, line: 1, message: `rests_on 指向的 ${id} 不存在` };
    }),
  ];
}

type Fact = z.infer<typeof factSchema>;

/** Checks a knowledge folder as a bank would before publishing: form, references, coverage, dates. */
export function checkKnowledge(root: string, knowledge: Knowledge, today: string): KnowledgeReport {
  const facts = readYaml(join(root, 'facts.yaml'), z.array(factSchema), []);
  const uncovered = uncoveredFacts(facts, knowledge);
  return {
    cards: knowledge.cards.length,
    passages: knowledge.passages.length,
    facts: facts.length,
    covered: facts.length - uncovered.length,
    faults: [
      ...knowledge.faults,
      ...cardFaults(knowledge, today),
      ...uncovered,
      ...unknownFacts(facts, knowledge),
      ...skeletonFaults(root, knowledge),
    ],
  };
}

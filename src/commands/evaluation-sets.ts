import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { withEvaluationBook } from '../app/evaluation-book.ts';
import { GuichaoError } from '../domain/errors.ts';
import type { ConversationKnowledge } from '../journeys/conversation/conversation-knowledge.ts';
import {
  evaluateCompliance,
  labelledMessageSchema,
} from '../journeys/evaluation/evaluate-compliance.ts';
import { dialogueSchema, evaluateDialogues } from '../journeys/evaluation/evaluate-dialogues.ts';
import { evaluateIntents, intentCaseSchema } from '../journeys/evaluation/evaluate-intents.ts';
import { evaluateLookUps, lookUpCaseSchema } from '../journeys/evaluation/evaluate-look-ups.ts';
import { evaluateObjections, utteranceSchema } from '../journeys/evaluation/evaluate-objections.ts';
import {
  evaluatePlaybooks,
  playbookQuestionSchema,
} from '../journeys/evaluation/evaluate-playbooks.ts';
import {
  evaluatePractice,
  practiceAnswerSchema,
} from '../journeys/evaluation/evaluate-practice.ts';
import type { Mark } from '../journeys/evaluation/mark.ts';
import { loadCompliance } from '../retrieval/load-compliance.ts';

export interface EvaluationSet {
  readonly name: string;
  readonly title: string;
  readonly marks: () => Mark[] | Promise<Mark[]>;
}

function parsedCase<T>(file: string, line: number, text: string, schema: z.ZodType<T, unknown>): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const message = `题库 ${file} 第 ${line} 行读不懂，请照其他行的格式改。`;
    throw new GuichaoError('knowledge', message, { cause });
  }
}

function casesIn<T>(directory: string, file: string, schema: z.ZodType<T, unknown>): T[] {
  const path = join(directory, 'evaluation', file);
  // A bank's folder need not hold every set; what is there is run.
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, at) => (line === '' ? [] : [parsedCase(file, at + 1, line, schema)]));
}

/** Every evaluation set of a knowledge folder, run against knowledge that may be another's. */
export function evaluationSets(
  directory: string,
  knowledge: ConversationKnowledge,
): EvaluationSet[] {
  const read = <T>(file: string, schema: z.ZodType<T, unknown>) => casesIn(directory, file, schema);
  return [
    {
      name: 'playbooks',
      title: '课程问答',
      marks: () =>
        evaluatePlaybooks(read('playbook-questions.jsonl', playbookQuestionSchema), knowledge),
    },
    {
      name: 'objections',
      title: '异议',
      marks: () =>
        evaluateObjections(read('objection-utterances.jsonl', utteranceSchema), knowledge),
    },
    {
      name: 'intents',
      title: '意图',
      marks: () => evaluateIntents(read('intents.jsonl', intentCaseSchema), knowledge),
    },
    {
      name: 'dialogues',
      title: '追问',
      marks: () => evaluateDialogues(read('objection-dialogues.jsonl', dialogueSchema), knowledge),
    },
    {
      name: 'practice',
      title: '陪练',
      marks: () => evaluatePractice(read('practice-answers.jsonl', practiceAnswerSchema)),
    },
    {
      name: 'clients',
      title: '客户查询',
      marks: () => {
        const cases = read('look-ups.jsonl', lookUpCaseSchema);
        if (cases.length === 0) return [];
        return withEvaluationBook(knowledge, (book) => evaluateLookUps(cases, book));
      },
    },
    {
      name: 'compliance',
      title: '合规检查',
      marks: () => {
        const files = [
          'compliance-messages.jsonl',
          'compliance-drills.jsonl',
          'compliance-fresh.jsonl',
        ];
        const messages = files.flatMap((file) => read(file, labelledMessageSchema));
        return messages.length === 0 ? [] : evaluateCompliance(messages, loadCompliance(directory));
      },
    },
  ];
}

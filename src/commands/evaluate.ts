import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPlaybooks } from '../app.ts';
import { figuresTable } from '../channels/terminal/figures-table.ts';
import { type Config, readConfig } from '../config.ts';
import { GuichaoError } from '../domain/errors.ts';
import {
  evaluatePlaybooks,
  figuresOf,
  type Question,
  questionSchema,
} from '../journeys/evaluation/evaluate-playbooks.ts';
import { print } from './print.ts';

function questionsOf(config: Config): Question[] {
  const file = join(config.knowledgeDirectory, 'evaluation', 'playbook-questions.jsonl');
  if (!existsSync(file)) throw new GuichaoError('knowledge', `找不到题库 ${file}。`);
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => questionSchema.parse(JSON.parse(line)));
}

export async function evaluate(options: { json?: boolean; misses?: string }): Promise<void> {
  const config = readConfig();
  const { index } = openPlaybooks(config);
  const outcomes = evaluatePlaybooks(questionsOf(config), index);
  const half = (name: string) => outcomes.filter((outcome) => outcome.question.half === name);
  const halves = ['tuning', 'unseen'] as const;
  const figures = Object.fromEntries(halves.map((name) => [name, figuresOf(half(name))]));
  if (options.json) print(JSON.stringify(figures));
  else print(figuresTable(figures));
  for (const { question, answer, ...marks } of half(options.misses ?? '')) {
    if (marks.kindRight && marks.factsStated && marks.foundInFive !== false) continue;
    print(
      JSON.stringify({
        ...question,
        got: answer.kind,
        text: answer.text,
        ...marks,
        asked: question.text,
      }),
    );
  }
}

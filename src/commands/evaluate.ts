import { openDraftPlaybooks } from '../app/playbooks.ts';
import { figuresTable } from '../channels/terminal/figures-table.ts';
import { readConfig } from '../config.ts';
import { GuichaoError } from '../domain/errors.ts';
import { figuresOf, type Mark } from '../journeys/evaluation/mark.ts';
import { evaluationSets } from './evaluation-sets.ts';
import { print } from './print.ts';

interface EvaluateOptions {
  readonly json?: boolean;
  readonly set?: string;
  readonly misses?: string;
}

/** `guichao eval`: every set of the knowledge folder, one table each, both halves. */
export async function evaluate(options: EvaluateOptions): Promise<void> {
  const config = readConfig();
  const all = evaluationSets(config.knowledgeDirectory, openDraftPlaybooks(config));
  const chosen = all.filter(({ name }) => options.set === undefined || options.set === name);
  if (chosen.length === 0) {
    throw new GuichaoError('usage', `--set 只能是 ${all.map(({ name }) => name).join('、')}。`);
  }
  const results: { name: string; title: string; marks: readonly Mark[] }[] = [];
  for (const { name, title, marks } of chosen) results.push({ name, title, marks: await marks() });
  if (options.json) {
    const figures = results.map(({ name, marks }) => [name, figuresOf(marks)] as const);
    print(JSON.stringify(Object.fromEntries(figures)));
    return;
  }
  for (const { title, marks } of results) {
    print(`${figuresTable(title, figuresOf(marks))}\n`);
    const missed = marks.filter(({ ok, half }) => !ok && half === options.misses);
    for (const { id, measure, detail } of missed) print(`${id} ${measure}：${detail}`);
  }
}

import { nowOf } from '../app/clock.ts';
import { openDraftPlaybooks, openPlaybooks, reportOnKnowledge } from '../app/playbooks.ts';
import { openUnansweredQuestions } from '../app/state.ts';
import { comparisonTable } from '../channels/terminal/figures-table.ts';
import { type Config, readConfig } from '../config.ts';
import { GuichaoError } from '../domain/errors.ts';
import { type Comparison, compareMarks } from '../journeys/evaluation/mark.ts';
import { listGaps } from '../journeys/knowledge/list-gaps.ts';
import { publishKnowledge } from '../retrieval/published-knowledge.ts';
import { evaluationSets } from './evaluation-sets.ts';
import { print } from './print.ts';

interface KnowledgeOptions {
  readonly json?: boolean;
}

// More than a year's worth of a branch; older gaps have been answered or forgotten.
const mostGapsRead = 20_000;

function check(config: Config, options: KnowledgeOptions): void {
  const report = reportOnKnowledge(config);
  if (options.json) print(JSON.stringify(report));
  else {
    for (const fault of report.faults) print(`${fault.file} 第 ${fault.line} 行：${fault.message}`);
    print(
      `${report.cards} 张卡片，${report.passages} 段，事实 ${report.covered}/${report.facts} 条有着落。`,
    );
  }
  if (report.faults.length > 0) {
    throw new GuichaoError('knowledge', `知识库有 ${report.faults.length} 处要改，见上。`);
  }
}

function build(config: Config): void {
  const { knowledge } = openDraftPlaybooks(config);
  print(`已建立索引：${knowledge.cards.length} 张卡片，${knowledge.passages.length} 段。`);
}

/** What the change in the folder does to every evaluation set, beside what is served now. */
async function test(config: Config, options: KnowledgeOptions): Promise<void> {
  const served = evaluationSets(config.knowledgeDirectory, openPlaybooks(config));
  const draft = evaluationSets(config.knowledgeDirectory, openDraftPlaybooks(config));
  const results: ({ name: string; title: string } & Comparison)[] = [];
  for (const [at, { name, title, marks }] of draft.entries()) {
    const before = (await served[at]?.marks()) ?? [];
    results.push({ name, title, ...compareMarks(before, await marks()) });
  }
  if (options.json) print(JSON.stringify(results));
  else {
    for (const { title, figures, better, worse } of results) {
      print(`${comparisonTable(title, figures)}\n`);
      for (const mark of better) print(`变好 ${mark.id} ${mark.measure}：${mark.detail}`);
      for (const mark of worse) print(`变差 ${mark.id} ${mark.measure}：${mark.detail}`);
    }
  }
}

function publish(config: Config): void {
  check(config, {});
  const { knowledge } = openDraftPlaybooks(config);
  const at = nowOf(config).toISOString();
  publishKnowledge(config.dataDirectory, config.knowledgeDirectory, knowledge.version, at);
  print(`已发布版本 ${knowledge.version.slice(0, 12)}，之后的回答都用它；重启服务后生效。`);
}

async function gaps(config: Config, options: KnowledgeOptions): Promise<void> {
  const store = await openUnansweredQuestions(config);
  const { index } = openPlaybooks(config);
  const found = listGaps(await store.list(mostGapsRead), (question) => index.termsOf(question));
  await store.close();
  if (options.json) {
    print(JSON.stringify(found));
    return;
  }
  if (found.length === 0) print('还没有问了答不上来的问题。');
  for (const { question, times, lastAsked, alsoAsked } of found) {
    print(`${times} 次，最近 ${lastAsked}：${question}`);
    for (const other of alsoAsked) print(`    也这样问：${other}`);
  }
}

const actions: Record<string, (config: Config, options: KnowledgeOptions) => void | Promise<void>> =
  { check, build, test, publish, gaps };

export async function knowledge(action: string, options: KnowledgeOptions): Promise<void> {
  const run = actions[action];
  if (!run) {
    throw new GuichaoError('usage', `knowledge 后面请写 ${Object.keys(actions).join('、')} 之一。`);
  }
  await run(readConfig(), options);
}

import { openFolder, openPlaybooks } from '../app/playbooks.ts';
import { hitsAsJson } from '../channels/terminal/as-json.ts';
import { runBatch, textOf } from '../channels/terminal/batch.ts';
import { readConfig } from '../config.ts';
import { GuichaoError } from '../domain/errors.ts';
import type { LexicalPlaybookIndex } from '../retrieval/lexical-playbook-index.ts';
import { print } from './print.ts';

interface SearchOptions {
  readonly k: string;
  readonly knowledge?: string;
  readonly batch?: string;
  readonly json?: boolean;
}

function finder(index: LexicalPlaybookIndex, options: SearchOptions) {
  const k = Number(options.k);
  if (!Number.isInteger(k) || k < 1 || k > 1000) {
    throw new GuichaoError('usage', '--k 要是 1 到 1000 之间的整数。');
  }
  const byDocument = options.knowledge !== undefined;
  return (query: string) => (byDocument ? index.searchDocuments(query, k) : index.search(query, k));
}

export async function search(query: string | undefined, options: SearchOptions): Promise<void> {
  if (query === undefined && options.batch === undefined) {
    throw new GuichaoError('usage', '请写上要找的话，例如：guichao search 到期 转存');
  }
  const config = readConfig();
  const folder = options.knowledge;
  const { index, knowledge } =
    folder === undefined ? openPlaybooks(config) : openFolder(config, folder);
  for (const fault of knowledge.faults) {
    process.stderr.write(`未收录 ${fault.file} 第 ${fault.line} 行：${fault.message}\n`);
  }
  const find = finder(index, options);
  if (options.batch !== undefined) {
    const work = (line: Record<string, unknown>) => {
      const wanted = textOf(line, 'query');
      return hitsAsJson(wanted, find(wanted));
    };
    await runBatch(options.batch, work, print);
    return;
  }
  const hits = find(query ?? '');
  if (options.json) {
    print(JSON.stringify(hitsAsJson(query ?? '', hits)));
    return;
  }
  if (hits.length === 0) print('没有找到。');
  hits.forEach(({ passage, score }, at) => {
    const heading = passage.heading === '' ? '' : ` › ${passage.heading}`;
    print(
      `${at + 1}. ${passage.card.title}${heading}  （${score.toFixed(1)}，${passage.id}）\n${passage.text}\n`,
    );
  });
}

import { importClientBook } from '../app/book.ts';
import { progressBar } from '../channels/terminal/progress-bar.ts';
import { readConfig } from '../config.ts';
import { GuichaoError } from '../domain/errors.ts';
import { describeFault } from '../store/import/fault.ts';
import type { ImportSummary } from '../store/import/import-request.ts';
import { print } from './print.ts';

interface ImportFlags {
  readonly dryRun?: boolean;
  readonly encoding: string;
  readonly mapping?: string;
  readonly skipBadRows?: boolean;
  readonly json?: boolean;
}

/** More lines than this are not read on a terminal; `--json` has a thousand. */
const faultsShown = 50;

function encodingOf(name: string): 'utf-8' | 'gb18030' {
  const plain = name.toLowerCase();
  if (plain === 'utf-8' || plain === 'gb18030') return plain;
  throw new GuichaoError('usage', '--encoding 只能写 utf-8 或 gb18030。');
}

function printSummary(summary: ImportSummary, seconds: number): void {
  for (const { file, rows, changed } of summary.files) {
    print(`${file}：${rows} 行，新增或更新 ${changed} 行`);
  }
  if (summary.deleted > 0) print(`按 deletions.csv 删除 ${summary.deleted} 行`);
  for (const { path, rows } of summary.rejected) print(`${rows} 行有错没有导入，另存为 ${path}`);
  if (summary.demoRemoved) print('演示数据已清除：真实账簿不与演示数据混用。');
  const speed = Math.round(summary.rows / Math.max(0.001, seconds)).toLocaleString('en');
  const done = summary.imported ? '已导入' : '检查完毕，没有导入';
  const through = summary.dataThrough === null ? '' : `，数据截至 ${summary.dataThrough}`;
  print(
    `${done}：共 ${summary.rows} 行，用时 ${seconds.toFixed(1)} 秒（${speed} 行/秒）${through}。`,
  );
}

function printFaults({ faults, faultCount, ignored }: ImportSummary): void {
  for (const fault of faults.slice(0, faultsShown)) {
    process.stderr.write(`${describeFault(fault)}\n`);
  }
  const more = faultCount - Math.min(faultsShown, faults.length);
  if (more > 0) process.stderr.write(`还有 ${more} 处没有列出。\n`);
  for (const name of ignored) process.stderr.write(`没有认出 ${name}，没有导入它。\n`);
}

export async function importBook(directory: string, flags: ImportFlags): Promise<void> {
  const { dryRun = false, skipBadRows = false, mapping } = flags;
  const encoding = encodingOf(flags.encoding);
  const config = readConfig();
  const terminal = process.stderr.isTTY === true && !flags.json;
  const bar = terminal ? progressBar((text) => process.stderr.write(text)) : null;
  const started = performance.now();
  const summary = await importClientBook(config, {
    directory,
    dryRun,
    skipBadRows,
    encoding,
    ...(mapping === undefined ? {} : { mappingFile: mapping }),
    ...(bar === null ? {} : { onProgress: (progress) => bar.show(progress) }),
  }).finally(() => bar?.clear());
  const seconds = (performance.now() - started) / 1000;
  if (flags.json) print(JSON.stringify({ ...summary, elapsedMs: Math.round(seconds * 1000) }));
  printFaults(summary);
  const refused = summary.faultCount > 0 && !(skipBadRows && (summary.imported || dryRun));
  if (refused) {
    const advice = '请改正后再导入，或用 --skip-bad-rows 跳过有错的行。';
    throw new GuichaoError(
      'import',
      `共 ${summary.faultCount} 处错误，没有导入任何数据。${advice}`,
    );
  }
  if (!flags.json) printSummary(summary, seconds);
}

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GuichaoError } from '../../domain/errors.ts';
import { bookFiles } from './book-files.ts';
import { deletions, deletionsFile } from './deletions.ts';
import type { Mapping } from './mapping.ts';
import type { SourceFile } from './stage-file.ts';

export interface Sources {
  /** In the order in which they refer to each other. */
  readonly files: readonly SourceFile[];
  readonly bytes: number;
  /** CSV files that belong to no table; a misspelt name must not pass unseen. */
  readonly ignored: readonly string[];
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (cause) {
    const advice = '请给出放 CSV 文件的目录。';
    throw new GuichaoError('input-file', `读不了目录 ${directory}，${advice}`, { cause });
  }
}

function checkIsFile(path: string, name: string): number {
  const stats = statSync(path);
  if (stats.isFile()) return stats.size;
  throw new GuichaoError('input-file', `${name} 不是文件而是目录，请检查。没有导入任何数据。`);
}

/** The files of a directory that an import reads. */
export function findSources(directory: string, mapping: Mapping): Sources {
  const names = namesIn(directory);
  const shapes = [...bookFiles, deletions];
  const files = shapes.flatMap((file): SourceFile[] => {
    const own = file === deletions ? deletionsFile : `${file.table}.csv`;
    const mapped = mapping(own);
    if (!names.includes(mapped.from)) return [];
    const path = join(directory, mapped.from);
    return [{ file, name: mapped.from, path, mapping: mapped }];
  });
  const bytes = files.map(({ path, name }) => checkIsFile(path, name));
  const taken = new Set(files.map(({ name }) => name));
  const ignored = names.filter(
    (name) => /\.csv$/i.test(name) && !taken.has(name) && !name.endsWith('.rejected.csv'),
  );
  if (files.length > 0) return { files, ignored, bytes: bytes.reduce((a, b) => a + b, 0) };
  const expected = bookFiles.map(({ table }) => `${table}.csv`).join('、');
  throw new GuichaoError(
    'input-file',
    `${directory} 里没有可导入的文件；可用的文件：${expected}。`,
  );
}

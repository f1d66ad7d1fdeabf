import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareDataDirectory } from '../../src/store/data-directory.ts';
import { folderWith } from '../fixtures/cards.ts';

test('the data directory is made for its owner only', () => {
  const directory = join(folderWith({}), 'data');
  prepareDataDirectory(directory);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
});

test('a directory that others may read is refused with what to do', () => {
  const directory = join(folderWith({}), 'data');
  prepareDataDirectory(directory);
  chmodSync(directory, 0o750);
  expect(() => prepareDataDirectory(directory)).toThrow(/chmod 700/);
});

test('a path that cannot be a directory is refused', () => {
  const root = folderWith({ file: '' });
  expect(() => prepareDataDirectory(join(root, 'file', 'data'))).toThrow(/不能写入/);
});

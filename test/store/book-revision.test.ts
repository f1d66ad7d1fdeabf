import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bookRevision } from '../../src/store/book/book-revision.ts';
import { openSqliteBook } from '../../src/store/book/sqlite-book.ts';
import { folderWith } from '../fixtures/cards.ts';

test('the revision of a book tells changes of its own and of other processes', async () => {
  const file = join(folderWith({}), 'book.db');
  const [one, other] = [await openSqliteBook(file), await openSqliteBook(file)];
  const add = (book: typeof one, id: string) =>
    book.db.insertInto('branches').values({ branch_id: id, name: id, city: null }).execute();
  const first = bookRevision(one);
  expect(bookRevision(one)).toBe(first);
  await add(one, 'B1');
  const second = bookRevision(one);
  expect(second).not.toBe(first);
  await add(other, 'B2');
  expect(bookRevision(one)).not.toBe(second);
  await one.db.destroy();
  await other.db.destroy();
});

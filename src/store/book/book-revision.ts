import type Database from 'better-sqlite3';
import type { BookDatabase } from './engine.ts';

/**
 * Changes whenever anybody has changed the book, this connection or another one; null where that
 * can't be told without reading the book.
 */
export function bookRevision(book: BookDatabase): string | null {
  if (!('connection' in book)) return null;
  const connection = book.connection as Database.Database;
  const others = connection.pragma('data_version', { simple: true });
  const own = connection.prepare('SELECT total_changes()').pluck().get();
  return `${others}.${own}`;
}

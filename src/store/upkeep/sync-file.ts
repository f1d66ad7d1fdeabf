import { closeSync, fsyncSync, openSync } from 'node:fs';

/** What was written is on the disk, not only with the operating system. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The same for the names in a folder. */
export function syncFolder(path: string): void {
  syncFile(path);
}

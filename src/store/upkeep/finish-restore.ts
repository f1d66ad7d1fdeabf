import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder } from './sync-file.ts';

/** What a restore replaces. While the folder of new ones still holds a part, the one in place is old. */
export const restoredParts = ['guichao.db', 'book.db', 'published', 'served-signals'] as const;

const incoming = (directory: string) => join(directory, 'restore-incoming');
const spent = (directory: string) => join(directory, 'restore-spent');

/** Renamed into place last: from that moment on the restore is decided. */
export const restorePlan = 'restore.json';
const planSchema = z.object({
  /** The folder for the old ones. */
  aside: z.string().regex(/^before-restore-[\w.-]+$/),
  /** The new ones; of those not named the old one goes without a successor. */
  parts: z.array(z.enum(restoredParts)),
});

export type RestorePlan = z.infer<typeof planSchema>;

/** Where new parts are made ready, out of everybody's sight until they are whole. */
export const stagingFolder = (directory: string): string => join(directory, 'restore-staging');

export const restoreIsPending = (directory: string): boolean => existsSync(incoming(directory));

/** The new parts are whole, safe on disk, and take the place of the old ones from here on. */
export function decideRestore(directory: string): void {
  renameSync(stagingFolder(directory), incoming(directory));
  syncFolder(directory);
}

function moveAside(directory: string, part: string, aside: string): void {
  // A database that was not closed has its newest pages in the log beside it.
  for (const name of [`${part}-wal`, `${part}-shm`, part]) {
    if (existsSync(join(directory, name))) renameSync(join(directory, name), join(aside, name));
  }
}

/**
 * Puts the new parts in place of the old, which go aside. Killed anywhere, it goes on from there
 * when it is called again. Nobody else may have the directory open. Returns where the old ones are.
 */
export function finishRestore(directory: string): string {
  const from = incoming(directory);
  const plan = planSchema.parse(JSON.parse(readFileSync(join(from, restorePlan), 'utf8')));
  const aside = join(directory, plan.aside);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const part of restoredParts) {
    const waiting = existsSync(join(from, part));
    if (waiting || !plan.parts.includes(part)) moveAside(directory, part, aside);
    if (waiting) renameSync(join(from, part), join(directory, part));
  }
  syncFolder(aside);
  syncFolder(directory);
  rmSync(spent(directory), { recursive: true, force: true });
  renameSync(from, spent(directory));
  rmSync(spent(directory), { recursive: true, force: true });
  return aside;
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { z } from 'zod';

export const manifestName = 'manifest.json';
export const settingsName = 'settings.json';

/** Raised when a backup is laid out in another way. */
export const backupFormat = 1;

/** A path inside the backup, down and never up; no hidden names. */
const inside = z
  .string()
  .max(300)
  .refine((path) => path.split('/').every((part) => /^[^./\\\0][^/\\\0]*$/.test(part)));

export const manifestSchema = z.object({
  format: z.number(),
  program: z.literal('guichao'),
  createdAt: z.string(),
  dataThrough: z.string().nullable(),
  origin: z.enum(['empty', 'demo', 'bank']),
  /** The newest step of each schema. */
  schema: z.object({ state: z.string(), book: z.string() }),
  /** Settings that the restored service needs and that no backup contains, by name. */
  secretsNeeded: z.array(z.string()),
  files: z
    .array(
      z.object({ path: inside, bytes: z.number(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    )
    .max(100_000),
});

export type BackupManifest = z.infer<typeof manifestSchema>;
export type BackedUpFile = BackupManifest['files'][number];

/** The SHA-256 of a file of any size. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

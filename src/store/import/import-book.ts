import { type Day, formatDay } from '../../domain/calendar/day.ts';
import { GuichaoError } from '../../domain/errors.ts';
import type { BookDatabase } from '../book/engine.ts';
import { mobileSeal } from '../book/mobile-seal.ts';
import { FaultList } from './fault.ts';
import { findSources, type Sources } from './find-sources.ts';
import type { ImportRequest, ImportSummary } from './import-request.ts';
import type { ImportSession } from './import-session.ts';
import { readMapping } from './mapping.ts';
import { mergeFiles } from './merge-files.ts';
import { withSession } from './open-session.ts';
import { dataThrough, recordImport, removeDemo } from './record-import.ts';
import { writeRejectedRows } from './rejected-rows.ts';
import { sealMobiles } from './seal-mobiles.ts';
import { stageFiles } from './stage-files.ts';

type Rejects = readonly Awaited<ReturnType<typeof writeRejectedRows>>[];

async function writeRejects({ files }: Sources, faults: FaultList): Promise<Rejects> {
  const written: Awaited<ReturnType<typeof writeRejectedRows>>[] = [];
  for (const source of files) {
    const lines = faults.linesOf(source.name);
    if (lines.size > 0) written.push(await writeRejectedRows(source, lines));
  }
  return written;
}

interface Attempt {
  readonly summary: ImportSummary;
  readonly rejects: Rejects;
}

/** Inside the transaction: everything up to knowing whether it stands. */
async function attempt(
  sources: Sources,
  session: ImportSession,
  request: ImportRequest,
  staged: Awaited<ReturnType<typeof stageFiles>>,
  faults: FaultList,
): Promise<Attempt> {
  const demoRemoved = await removeDemo(session, request);
  const { files, deleted, blocked } = await mergeFiles(staged, session, faults, request);
  const bearable = faults.count === 0 || (request.skipBadRows === true && !blocked);
  await sealMobiles(session, mobileSeal(request.mobileKey));
  const sound = staged.complete && bearable;
  const imported = sound && request.dryRun !== true;
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const changed = files.reduce((sum, file) => sum + file.changed, 0);
  const rejects = imported ? await writeRejects(sources, faults) : [];
  const last = await dataThrough(staged.files, session, request.today);
  const counts = { rows, changed: changed + deleted, through: last };
  const through: Day | null = imported ? await recordImport(session, request, counts) : last;
  const summary: ImportSummary = {
    imported,
    files,
    rows,
    changed,
    deleted,
    faultCount: faults.count,
    faults: faults.kept,
    rejected: rejects.map(({ path, rows: count }) => ({ path, rows: count })),
    ignored: sources.ignored,
    demoRemoved: demoRemoved && imported,
    dataThrough: through === null ? null : formatDay(through),
  };
  return { summary, rejects };
}

async function importIn(session: ImportSession, request: ImportRequest): Promise<ImportSummary> {
  const { directory, mappingFile, encoding = 'utf-8' } = request;
  const sources = findSources(directory, await readMapping(mappingFile, encoding));
  const faults = new FaultList();
  const staged = await stageFiles(sources, session, faults, request);
  await session.begin();
  try {
    const { summary, rejects } = await attempt(sources, session, request, staged, faults);
    await session.change(summary.imported ? 'COMMIT' : 'ROLLBACK');
    for (const file of rejects) await file.keep();
    return summary;
  } catch (error) {
    await session.change('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

const full = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100', 'SQLITE_IOERR_WRITE']);

/**
 * Imports the client book from a directory of CSV files: all of it or nothing. Every row is read
 * and checked first, in bounded memory whatever the size; faults are part of the summary. Throws
 * when there is nothing to read, the disk is full, or another import is running.
 */
export async function importBook(
  book: BookDatabase,
  request: ImportRequest,
): Promise<ImportSummary> {
  try {
    const whoAmI = `${request.importedBy}，${request.importedAt} 开始，目录 ${request.directory}`;
    return await withSession(book, whoAmI, (session) => importIn(session, request));
  } catch (cause) {
    const code = String((cause as { code?: unknown }).code);
    if (!full.has(code)) throw cause;
    const advice = '请腾出空间后再导入；账簿没有改动。';
    throw new GuichaoError('import', `磁盘空间不够，${advice}`, { cause });
  }
}

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { GuichaoError } from '../../domain/errors.ts';
import type { BookPlace, ImportReport } from './import-messages.ts';
import type { ImportRequest, ImportSummary } from './import-request.ts';

const entry = fileURLToPath(new URL('import-process.ts', import.meta.url));

// Rows are garbage as soon as they are staged; left alone V8 keeps 200 MB of them.
const smallHeap = ['--max-semi-space-size=8', '--max-old-space-size=160'];

/**
 * Imports in a process of its own: whoever calls keeps answering, and the memory that it takes
 * is bounded whatever the size. Throws what the import throws.
 */
export function importApart(place: BookPlace, request: ImportRequest): Promise<ImportSummary> {
  const { onProgress, ...order } = request;
  const child = fork(entry, { execArgv: smallHeap, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    child.on('message', (report: ImportReport) => {
      if (report.kind === 'progress') onProgress?.(report.progress);
      else if (report.kind === 'done') resolve(report.summary);
      else reject(new GuichaoError(report.code, report.message));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const how = signal ?? `退出码 ${code}`;
      const advice = '账簿没有改动，请再试一次。';
      reject(new GuichaoError('import', `导入进程中途停止（${how}），${advice}`));
    });
    child.send({ place, request: order });
  });
}

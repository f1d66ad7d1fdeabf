import { GuichaoError } from '../../domain/errors.ts';

const full = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_IOERR_WRITE']);
const forbidden = new Set(['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY', 'SQLITE_CANTOPEN']);

/** What a disk refused, in a sentence that says what to do; anything else as it came. */
export function diskFault(cause: unknown, what: string): unknown {
  const code = String((cause as { code?: unknown }).code);
  if (full.has(code)) {
    return new GuichaoError('disk', `磁盘空间不够，${what}。请腾出空间后再执行。`, { cause });
  }
  if (forbidden.has(code)) {
    return new GuichaoError('disk', `没有读写权限，${what}。请检查目录的权限。`, { cause });
  }
  return cause;
}

import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { GuichaoError } from '../domain/errors.ts';

/** Creates the data directory for its owner only; refuses one that others may read or that can't be written. */
export function prepareDataDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const advice = '请换一个可写的目录（GUICHAO_DATA_DIR）或改它的权限。';
    throw new GuichaoError('data-directory', `数据目录 ${directory} 不能写入，${advice}`, {
      cause,
    });
  }
  if ((statSync(directory).mode & 0o077) !== 0) {
    const advice = `请执行 chmod 700 ${directory} 后再启动。`;
    throw new GuichaoError(
      'data-directory',
      `数据目录 ${directory} 别人也能读，为保护客户资料不启动。${advice}`,
    );
  }
}

import { readFileSync } from 'node:fs';
import { GuichaoError } from '../domain/errors.ts';

/** The certificate of a private deployment's own authority; null: none is set. */
export function readCertificate(file: string | null): Buffer | null {
  if (file === null) return null;
  try {
    return readFileSync(file);
  } catch (cause) {
    const advice = '请核对路径，文件要让运行归巢的用户读得到。';
    throw new GuichaoError('settings', `WECOM_CA_FILE：${file} 读不出来，${advice}`, { cause });
  }
}

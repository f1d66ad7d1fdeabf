import { listMessage, mostListed, readClientList } from '../../domain/clients/client-list-file.ts';
import { fetchFile } from './fetch-file.ts';
import type { Heard } from './heard.ts';
import type { Said } from './read-frame.ts';

const notRead = (before: string): Heard => ({ text: null, before });

/** A list of clients in a file is a look-up of those it names; in private only. */
export async function hearFile(
  file: Extract<Said, { kind: 'file' }>,
  group: boolean,
  ca: Buffer | null,
): Promise<Heard> {
  if (group) return notRead('客户名单请在单聊里发给我，群里不看文件。');
  const fetched = await fetchFile(file, ca);
  if (fetched.kind === 'too-large') {
    return notRead(`文件太大了。客户名单请存成 CSV，一行一位，一次最多 ${mostListed} 位。`);
  }
  if (fetched.kind === 'gone') return notRead('文件没有取到，可能已经过期，请再发一次。');
  const list = readClientList(fetched.bytes);
  if (list.kind === 'fault') return notRead(list.text);
  const { names, column } = list;
  const where = column === null ? '第一列' : `“${column}”这一列`;
  return { text: listMessage(names), before: `从文件的${where}读到 ${names.length} 位。` };
}

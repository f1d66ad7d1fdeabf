import { isSealed, type MobileSeal } from '../book/mobile-seal.ts';
import type { ImportSession } from './import-session.ts';

const atOnce = 500;
const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

interface Row {
  readonly client_id: string;
  readonly mobile: string;
}

/** Numbers that came before there was a key are encrypted by the first import that has one. */
export async function sealMobiles(session: ImportSession, seal: MobileSeal): Promise<void> {
  if (!seal.sealed) return;
  for (let after = ''; ; ) {
    const rows = await session.rows<Row>(
      `SELECT client_id, mobile FROM clients WHERE client_id > ${quote(after)}
       AND mobile IS NOT NULL AND mobile NOT LIKE 'v1:%' ORDER BY client_id LIMIT ${atOnce}`,
    );
    for (const { client_id, mobile } of rows) {
      if (isSealed(mobile)) continue;
      await session.change(
        `UPDATE clients SET mobile = ${quote(seal.close(mobile))} WHERE client_id = ${quote(client_id)}`,
      );
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < atOnce) return;
    after = last.client_id;
  }
}

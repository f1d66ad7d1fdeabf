import { GuichaoError } from '../domain/errors.ts';
import type { ClientBook } from '../ports/client-book.ts';

/** 李敏 of the demo branch, whom the documentation follows. */
export const demoEmployeeId = '1024';

/** Whose rights apply: `--as`, or the demo manager while nothing but demo data is loaded. */
export async function actingEmployee(book: ClientBook, as: string | undefined): Promise<string> {
  const { origin } = await book.standing();
  if (as === undefined) {
    if (origin === 'demo') return demoEmployeeId;
    const why = origin === 'bank' ? '账簿里是真实客户' : '没有装入演示数据';
    throw new GuichaoError('usage', `${why}，请用 --as 写明工号，例如 --as 1024。`);
  }
  // An empty book knows nobody, and shows nobody anything.
  if (origin !== 'empty' && (await book.employee(as)) === null) {
    throw new GuichaoError('no-such-employee', `没有工号为 ${as} 的员工，请检查 --as。`);
  }
  return as;
}

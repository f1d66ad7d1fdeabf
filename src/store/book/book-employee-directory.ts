import type { Day } from '../../domain/calendar/day.ts';
import type { DirectoryEntry, EmployeeDirectory } from '../../ports/employee-directory.ts';
import type { BookDatabase } from './engine.ts';

/** The people of the client book who still work here. */
export class BookEmployeeDirectory implements EmployeeDirectory {
  readonly #book: BookDatabase;
  readonly #today: () => Day;

  constructor(book: BookDatabase, today: () => Day) {
    this.#book = book;
    this.#today = today;
  }

  async find(employeeId: string): Promise<DirectoryEntry | null> {
    const row = await this.#staff()
      .where('managers.manager_id', '=', employeeId)
      .executeTakeFirst();
    return row ? toEntry(row) : null;
  }

  async all(): Promise<readonly DirectoryEntry[]> {
    const rows = await this.#staff().orderBy('managers.manager_id', 'desc').execute();
    return rows.map(toEntry);
  }

  #staff() {
    const today = this.#today();
    return this.#book.db
      .selectFrom('managers')
      .innerJoin('branches', 'branches.branch_id', 'managers.branch_id')
      .select([
        'managers.manager_id as employeeId',
        'managers.name as name',
        'branches.name as branch',
        'managers.role as role',
      ])
      .where((eb) =>
        eb.or([eb('managers.left_on', 'is', null), eb('managers.left_on', '>=', today)]),
      );
  }
}

function toEntry(row: { employeeId: string; name: string; branch: string; role: string }) {
  return { ...row, role: row.role as DirectoryEntry['role'] };
}

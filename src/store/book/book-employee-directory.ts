import type { Day } from '../../domain/calendar/day.ts';
import type {
  DirectoryEntry,
  EmployeeDirectory,
  OutsideIdentities,
} from '../../ports/employee-directory.ts';
import type { BookDatabase } from './engine.ts';

const columns = {
  email: 'managers.email',
  slackUserId: 'managers.slack_user_id',
  wecomUserId: 'managers.wecom_userid',
} as const satisfies Record<keyof OutsideIdentities, string>;

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

  async findBy(identity: keyof OutsideIdentities, value: string): Promise<DirectoryEntry | null> {
    const rows = await this.#staff().where(columns[identity], '=', value).limit(2).execute();
    const [row, other] = rows;
    return row && !other ? toEntry(row) : null;
  }

  async identities(employeeId: string): Promise<OutsideIdentities | null> {
    const row = await this.#staff()
      .select(['email', 'slack_user_id as slackUserId', 'wecom_userid as wecomUserId'])
      .where('managers.manager_id', '=', employeeId)
      .executeTakeFirst();
    if (!row) return null;
    const { email, slackUserId, wecomUserId } = row;
    return { email, slackUserId, wecomUserId };
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

function toEntry(row: Omit<DirectoryEntry, 'role'> & { readonly role: string }): DirectoryEntry {
  return { ...row, role: row.role as DirectoryEntry['role'] };
}

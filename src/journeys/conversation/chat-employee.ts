import type {
  DirectoryEntry,
  EmployeeDirectory,
  OutsideIdentities,
} from '../../ports/employee-directory.ts';

/** What a chat platform itself vouches for about who writes. */
export interface ChatUser {
  /** What kind of account it is; anything but a member is turned away. */
  readonly account: 'member' | 'guest' | 'deactivated' | 'bot';
  readonly platform: 'slackUserId' | 'wecomUserId';
  readonly userId: string;
  /** Verified by the platform; null: unknown. */
  readonly email: string | null;
}

export type ChatEmployee =
  | { readonly kind: 'employee'; readonly employee: DirectoryEntry }
  | { readonly kind: 'refused'; readonly text: string };

const refused = (text: string): ChatEmployee => ({ kind: 'refused', text });

const unknownPerson = '我还不认识您。请把您在这里的账号告诉管理员，登记进员工名单后就能用了。';
const guest = '访客账号不能使用归巢，请用行内正式账号。';
const deactivated = '这个账号已停用，不能使用归巢。';

/** Whose e-mail it is, unless the bank knows that person under another account of the platform. */
async function byEmail(
  { platform, userId, email }: ChatUser,
  employees: EmployeeDirectory,
): Promise<DirectoryEntry | null> {
  if (email === null) return null;
  const found =
    (await employees.findBy('email', email)) ??
    (await employees.findBy('email', email.toLowerCase()));
  if (found === null) return null;
  const known: OutsideIdentities | null = await employees.identities(found.employeeId);
  const other = known?.[platform] ?? null;
  return other === null || other === userId ? found : null;
}

/** The employee behind a chat account: by its id in the bank's list, else by verified e-mail. */
export async function chatEmployee(
  user: ChatUser,
  employees: EmployeeDirectory,
): Promise<ChatEmployee> {
  if (user.account === 'guest' || user.account === 'bot') return refused(guest);
  if (user.account === 'deactivated') return refused(deactivated);
  const employee =
    (await employees.findBy(user.platform, user.userId)) ?? (await byEmail(user, employees));
  return employee === null ? refused(unknownPerson) : { kind: 'employee', employee };
}

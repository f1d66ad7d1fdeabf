import {
  type ChatEmployee,
  type ChatUser,
  chatEmployee,
} from '../../journeys/conversation/chat-employee.ts';
import type { DirectoryEntry, EmployeeDirectory } from '../../ports/employee-directory.ts';
import type { SlackApi } from './slack-api.ts';

interface SlackUser {
  readonly id?: string;
  readonly team_id?: string;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly is_email_confirmed?: boolean;
  readonly profile?: { readonly email?: string };
}

function accountOf(user: SlackUser): ChatUser['account'] {
  if (user.deleted) return 'deactivated';
  if (user.is_bot) return 'bot';
  const guest = user.is_restricted || user.is_ultra_restricted || user.is_stranger;
  return guest ? 'guest' : 'member';
}

/** How long Slack's word on an account is taken: who is deactivated is out after that. */
const rememberedMs = 5 * 60_000;

/** Who of the bank writes, by the bank's list and Slack's own word on the account. */
export class People {
  readonly #api: SlackApi;
  readonly #employees: EmployeeDirectory;
  readonly #known = new Map<string, { readonly at: number; readonly user: Promise<ChatUser> }>();

  constructor(api: SlackApi, employees: EmployeeDirectory) {
    this.#api = api;
    this.#employees = employees;
  }

  async who(userId: string): Promise<ChatEmployee> {
    return chatEmployee(await this.#account(userId), this.#employees);
  }

  async employee(userId: string): Promise<DirectoryEntry | null> {
    const found = await this.who(userId);
    return found.kind === 'employee' ? found.employee : null;
  }

  #account(userId: string): Promise<ChatUser> {
    const now = Date.now();
    const known = this.#known.get(userId);
    if (known && now - known.at < rememberedMs) return known.user;
    const user = this.#ask(userId);
    this.#known.set(userId, { at: now, user });
    // A failed look-up is nobody's account.
    user.catch(() => this.#known.delete(userId));
    return user;
  }

  async #ask(userId: string): Promise<ChatUser> {
    const { user = {} } = await this.#api.repeat<{ user?: SlackUser }>('users.info', {
      user: userId,
    });
    const confirmed = user.is_email_confirmed === true;
    const email = confirmed ? (user.profile?.email ?? null) : null;
    return { account: accountOf(user), platform: 'slackUserId', userId, email };
  }
}

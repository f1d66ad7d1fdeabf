import type { SlackSetup } from './create-slack.ts';
import { SlackApi, SlackCallError } from './slack-api.ts';
import { SlackStanding } from './slack-standing.ts';

/**
 * What the app may do in a workspace, each with what it is for.
 *
 * @public `manifest.yml` and the guide are held to it.
 */
export const scopes: Readonly<Record<string, string>> = {
  'app_mentions:read': '在频道里被 @ 时收到那句话',
  'assistant:write': '状态、步骤和建议问题',
  'channels:history': '公开频道里接着已回过的话题往下答',
  'chat:write': '发消息、更新卡片',
  commands: '/guichao 命令和快捷方式',
  'groups:history': '私有频道里接着已回过的话题往下答',
  'im:history': '收私信；不确定有没有发出去时查一眼再补',
  'im:write': '打开和员工的私信',
  'reactions:write': '不支持状态的工作区用 👀 表示收到',
  'users:read': '认出写信的人：是不是正式成员、停没停用',
  'users:read.email': '按已验证的邮箱对上员工',
};

interface SlackCheck {
  readonly ok: boolean;
  readonly detail: string;
}

const longestMs = 10_000;

const advice: Readonly<Record<string, string>> = {
  unknown: '连不上 Slack，请检查出网、代理和 SLACK_API_URL',
  limited: 'Slack 说问得太勤，过一分钟再查',
};

function told(error: unknown, name: string): SlackCheck {
  if (!(error instanceof SlackCallError)) throw error;
  const detail = advice[error.code] ?? `${name} 不能用（${error.code}），请到 Slack 后台换一个`;
  return { ok: false, detail };
}

/** Asks Slack whether the tokens are good and may do what is needed. */
export async function checkSlack({ botToken, apiUrl, listens }: SlackSetup): Promise<SlackCheck> {
  const standing = new SlackStanding();
  const apiOf = (token: string) => new SlackApi({ token, apiUrl, timeoutMs: longestMs, standing });
  let given: readonly string[];
  try {
    const self = await apiOf(botToken).call<{ response_metadata?: { scopes?: string[] } }>(
      'auth.test',
    );
    given = self.response_metadata?.scopes ?? [];
  } catch (error) {
    return told(error, 'SLACK_BOT_TOKEN');
  }
  const missing = Object.keys(scopes).filter((scope) => !given.includes(scope));
  // Some gateways do not say what was granted.
  if (given.length > 0 && missing.length > 0) {
    const detail = `缺权限 ${missing.join('、')}，请用 manifest.yml 更新应用后重新安装`;
    return { ok: false, detail };
  }
  if (!('appToken' in listens)) return { ok: true, detail: '机器人令牌可用（HTTP 收事件）' };
  try {
    await apiOf(listens.appToken).call('apps.connections.open');
  } catch (error) {
    return told(error, 'SLACK_APP_TOKEN');
  }
  return { ok: true, detail: '令牌可用（Socket Mode）' };
}

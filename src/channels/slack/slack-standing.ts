/** What Slack says of our tokens when they are of no use any more. */
const lostTokens = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'no_permission',
  'not_allowed_token_type',
  'app_uninstalled',
]);

/** How the connection to Slack stands, for doctor, readyz and the lines printed at start. */
export class SlackStanding {
  #token: string | null = null;
  #connection: 'connecting' | 'connected' | 'http' | 'lost' = 'connecting';

  /** Called with the error codes that Slack answers. */
  refused(code: string): void {
    if (lostTokens.has(code)) this.#token = code;
  }

  tokenWorks(): void {
    this.#token = null;
  }

  connection(state: 'connecting' | 'connected' | 'http' | 'lost'): void {
    this.#connection = state;
  }

  get ready(): { readonly ok: boolean; readonly detail: string } {
    if (this.#token !== null) {
      const detail = `Slack 不认令牌了（${this.#token}），请在 Slack 后台重新安装应用，换上新的 SLACK_BOT_TOKEN 或 SLACK_APP_TOKEN 后重启。`;
      return { ok: false, detail };
    }
    const details = {
      connecting: 'Slack 正在连接。',
      connected: 'Slack 已连接（Socket Mode）。',
      http: 'Slack 已就绪（HTTP）。',
      lost: 'Slack 连接断了，正在重连；一直连不上请检查出网和代理。',
    } as const;
    const ok = this.#connection === 'connected' || this.#connection === 'http';
    return { ok, detail: details[this.#connection] };
  }
}

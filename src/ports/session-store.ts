/** How somebody proved who they are; a session is good only for the way it was opened in. */
export type LoginMethod = 'demo' | 'link' | 'proxy';

export interface Session {
  /** SHA-256 of the cookie's value: who reads the database can't sign in with it. */
  readonly tokenHash: string;
  readonly employeeId: string;
  readonly method: LoginMethod;
  readonly expiresAt: Date;
}

/** Sessions and one-time sign-in links, kept across restarts. */
export interface SessionStore {
  open(session: Session): Promise<void>;
  /** Null: unknown, ended or expired at `now`. */
  find(tokenHash: string, now: Date): Promise<Session | null>;
  end(tokenHash: string): Promise<void>;
  keepLink(link: { tokenHash: string; employeeId: string; expiresAt: Date }): Promise<void>;
  /** The employee a link is for, exactly once; null: unknown, used or expired at `now`. */
  redeemLink(tokenHash: string, now: Date): Promise<string | null>;
}

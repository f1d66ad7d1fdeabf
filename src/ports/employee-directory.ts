export type Role =
  | 'rm'
  | 'supervisor'
  | 'branch_head'
  | 'compliance'
  | 'knowledge_editor'
  | 'auditor'
  | 'admin';

export interface DirectoryEntry {
  readonly employeeId: string;
  readonly name: string;
  readonly branch: string;
  readonly role: Role;
}

/** How chat platforms know somebody, as the bank's list of staff says. */
export interface OutsideIdentities {
  readonly email: string | null;
  readonly slackUserId: string | null;
  readonly wecomUserId: string | null;
}

/** Who works here and may sign in. */
export interface EmployeeDirectory {
  find(employeeId: string): Promise<DirectoryEntry | null>;
  /** Null as well where two people share the identity: nobody is taken for somebody else. */
  findBy(identity: keyof OutsideIdentities, value: string): Promise<DirectoryEntry | null>;
  identities(employeeId: string): Promise<OutsideIdentities | null>;
  all(): Promise<readonly DirectoryEntry[]>;
}

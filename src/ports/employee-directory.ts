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

/** Who works here and may sign in. */
export interface EmployeeDirectory {
  find(employeeId: string): Promise<DirectoryEntry | null>;
  all(): Promise<readonly DirectoryEntry[]>;
}

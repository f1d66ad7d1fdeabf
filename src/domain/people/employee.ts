import type { Day } from '../calendar/day.ts';

export const roles = [
  'rm',
  'supervisor',
  'branch_head',
  'compliance',
  'knowledge_editor',
  'auditor',
  'admin',
] as const;

export type Role = (typeof roles)[number];

/** Somebody of the bank who may sign in; what they see follows from role, team and today's date. */
export interface Employee {
  readonly employeeId: string;
  readonly name: string;
  readonly branchId: string;
  readonly role: Role;
  readonly supervisorId: string | null;
  readonly leaveFrom: Day | null;
  readonly leaveTo: Day | null;
  readonly deputyId: string | null;
  /** The last day at the bank. */
  readonly leftOn: Day | null;
}

export function isOnLeave(employee: Employee, today: Day): boolean {
  const { leaveFrom, leaveTo } = employee;
  return leaveFrom !== null && leaveFrom <= today && (leaveTo === null || today <= leaveTo);
}

export function hasLeft(employee: Employee, today: Day): boolean {
  return employee.leftOn !== null && today > employee.leftOn;
}

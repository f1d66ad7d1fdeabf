import type { Day } from '../calendar/day.ts';
import { type Employee, hasLeft, isOnLeave } from './employee.ts';

/** Whose clients somebody may see today. No manager, no client: there is no wider way in. */
export interface AccessScope {
  /** Managers whose clients are visible, each once, in order. */
  readonly managerIds: readonly string[];
  /** The colleagues on leave whom this employee stands in for today. */
  readonly deputyFor: readonly string[];
}

const nobody: AccessScope = { managerIds: [], deputyFor: [] };

function ownManagers(employee: Employee, staff: readonly Employee[]): string[] {
  const ids = (of: readonly Employee[]) => of.map((one) => one.employeeId);
  switch (employee.role) {
    case 'rm':
      return [employee.employeeId];
    case 'supervisor':
      return [
        employee.employeeId,
        ...ids(staff.filter((one) => one.supervisorId === employee.employeeId)),
      ];
    case 'branch_head':
      return ids(staff.filter((one) => one.branchId === employee.branchId));
    default:
      return [];
  }
}

/**
 * The scope by today's assignment: an rm sees the own clients, a supervisor the team's, a branch
 * head the branch's; deputies also what the person on leave sees (not what that person sees as
 * somebody else's deputy). Compliance, auditors, editors and admins see no clients, nobody does
 * after the last day. A colleague who has left keeps the clients until they are handed over, so
 * that supervisor and branch head can do that.
 */
export function scopeOf(employee: Employee, staff: readonly Employee[], today: Day): AccessScope {
  if (hasLeft(employee, today)) return nobody;
  const own = ownManagers(employee, staff);
  if (own.length === 0) return nobody;
  const absent = staff.filter(
    (one) => one.deputyId === employee.employeeId && isOnLeave(one, today) && !hasLeft(one, today),
  );
  const managerIds = new Set(own);
  for (const one of absent) for (const id of ownManagers(one, staff)) managerIds.add(id);
  return {
    managerIds: [...managerIds].sort(),
    deputyFor: absent.map((one) => one.employeeId).sort(),
  };
}

import type { DirectoryEntry, EmployeeDirectory } from '../../src/ports/employee-directory.ts';

const branch = '城东支行';

/** The people of the demo branch; the first one is who the command line is without `--as`. */
const demoEmployees = [
  { employeeId: '1024', name: '李敏', branch, role: 'rm' },
  { employeeId: '1031', name: '赵磊', branch, role: 'rm' },
  { employeeId: '1047', name: '孙悦', branch, role: 'rm' },
  { employeeId: '1008', name: '周敏', branch, role: 'supervisor' },
  { employeeId: '1001', name: '何志远', branch, role: 'branch_head' },
] as const satisfies readonly DirectoryEntry[];

/** Stands in until a client book with its managers is loaded. */
export class DemoEmployeeDirectory implements EmployeeDirectory {
  async find(employeeId: string): Promise<DirectoryEntry | null> {
    return demoEmployees.find((employee) => employee.employeeId === employeeId) ?? null;
  }

  async findBy(): Promise<null> {
    return null;
  }

  async identities(): Promise<null> {
    return null;
  }

  async all(): Promise<readonly DirectoryEntry[]> {
    return demoEmployees;
  }
}

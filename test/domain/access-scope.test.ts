import { expect, test } from 'vitest';
import { scopeOf } from '../../src/domain/people/access-scope.ts';
import type { Employee } from '../../src/domain/people/employee.ts';

const today = 20_781;

function employee(employeeId: string, more: Partial<Employee> = {}): Employee {
  return {
    employeeId,
    name: employeeId,
    branchId: 'B1',
    role: 'rm',
    supervisorId: 'boss',
    leaveFrom: null,
    leaveTo: null,
    deputyId: null,
    leftOn: null,
    ...more,
  };
}

const boss = employee('boss', { role: 'supervisor', supervisorId: 'head' });
const head = employee('head', { role: 'branch_head', supervisorId: null });
const li = employee('li');
const elsewhere = employee('far', { branchId: 'B2', supervisorId: null });

function sees(who: Employee, ...others: Employee[]): readonly string[] {
  return scopeOf(who, [who, boss, head, li, elsewhere, ...others], today).managerIds;
}

test('a relationship manager sees the own clients only', () => {
  expect(sees(li)).toEqual(['li']);
});

test('a supervisor sees the team, a branch head the branch', () => {
  expect(sees(boss)).toEqual(['boss', 'li']);
  expect(sees(head)).toEqual(['boss', 'head', 'li']);
});

test('editors, admins, compliance and auditors see no clients', () => {
  for (const role of ['knowledge_editor', 'admin', 'compliance', 'auditor'] as const)
    expect(sees(employee('x', { role }))).toEqual([]);
});

test('a deputy sees the clients of a colleague on leave, and on no other day', () => {
  const away = (leaveFrom: number, leaveTo: number | null) =>
    employee('wang', { leaveFrom, leaveTo, deputyId: 'li' });
  expect(sees(li, away(today, today))).toEqual(['li', 'wang']);
  expect(sees(li, away(today - 3, null))).toEqual(['li', 'wang']);
  expect(sees(li, away(today + 1, today + 2))).toEqual(['li']);
  expect(sees(li, away(today - 2, today - 1))).toEqual(['li']);
});

test('a deputy of somebody who looks after nobody sees nothing more', () => {
  const away = employee('wang', { leaveFrom: today, deputyId: 'admin' });
  expect(sees(employee('admin', { role: 'admin' }), away)).toEqual([]);
});

test('deputising is not passed on', () => {
  const wang = employee('wang', { leaveFrom: today, deputyId: 'li' });
  const zhao = employee('zhao', { leaveFrom: today, deputyId: 'wang' });
  expect(sees(li, wang, zhao)).toEqual(['li', 'wang']);
});

test('nobody sees anything after the last day', () => {
  expect(sees(employee('li', { leftOn: today }))).toEqual(['li']);
  expect(sees(employee('li', { leftOn: today - 1 }))).toEqual([]);
});

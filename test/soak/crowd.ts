import { openChatService } from '../fixtures/chat-service.ts';

export const people = 100;

export const questions = [
  '客户老说要考虑考虑，怎么办',
  '客户嫌利率低怎么回',
  '什么是二八法则',
  '三个月没联系的',
  '今天先打给谁',
];

/** What a hundred people saw of one question asked at once, in milliseconds after it. */
export interface Round {
  readonly question: string;
  readonly first: readonly number[];
  readonly answered: readonly number[];
}

/** A bank of a hundred managers with two hundred clients each; gives the managers' ids. */
export async function prepareBank(
  managers: (row: Record<string, string>) => Record<string, string>,
): Promise<{ readonly dataDirectory: string; readonly staff: readonly string[] }> {
  const service = await openChatService({ managers, clients: people * 200 });
  const everybody = await service.state.employees.all();
  const staff = everybody.filter(({ role }) => role === 'rm').map(({ employeeId }) => employeeId);
  await service.state.close();
  if (staff.length < people) throw new Error(`only ${staff.length} managers`);
  return { dataDirectory: service.config.dataDirectory, staff: staff.slice(0, people) };
}

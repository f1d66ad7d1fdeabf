import { userInfo } from 'node:os';
import { openState } from '../app/state.ts';
import { readConfig } from '../config.ts';
import { formatDay } from '../domain/calendar/day.ts';
import { loadText } from '../journeys/alerts/book-load.ts';
import { progressText, type Worklist, worklist } from '../journeys/alerts/worklist.ts';
import { actionText } from '../journeys/alerts/worklist-task.ts';
import { actingEmployee } from './acting-employee.ts';
import { dayOption } from './day-option.ts';
import { print } from './print.ts';

function printList(list: Worklist): void {
  for (const { clientId, name, why, ...item } of list.items) {
    print(`${actionText(item)}  ${clientId} ${name}  ${why.join('；')}`);
  }
  print(
    `${formatDay(list.day)}：${progressText(list)}（已登记/今天的数），另有 ${list.waiting} 位排在后面${loadText(list)}。`,
  );
}

export async function printWorklist(options: {
  as?: string;
  date?: string;
  json?: boolean;
}): Promise<void> {
  const state = await openState(readConfig());
  try {
    const employeeId = await actingEmployee(state.book, options.as);
    const parts = await state.alerts();
    const day = dayOption('--date', options.date, parts.today);
    const reader = await state.book.for({ employeeId }, { systemUser: userInfo().username });
    const list = await worklist({ employeeId, reader }, day, parts);
    if (!options.json) return printList(list);
    const { dataThrough } = await state.book.standing();
    const through = dataThrough === null ? null : formatDay(dataThrough);
    print(JSON.stringify({ ...list, day: undefined, date: formatDay(day), dataThrough: through }));
  } finally {
    await state.close();
  }
}

import { expect, test } from 'vitest';
import { PageChannel } from '../../src/channels/web/page-channel.ts';
import { formatDay } from '../../src/domain/calendar/day.ts';
import { prepareAlertDraft } from '../../src/journeys/alerts/alert-draft.ts';
import { outcomeIn } from '../../src/journeys/alerts/alert-outcome.ts';
import { alertsTask } from '../../src/journeys/alerts/alerts-task.ts';
import { listAlerts } from '../../src/journeys/alerts/list-alerts.ts';
import { runScan } from '../../src/journeys/alerts/run-scan.ts';
import { untilIn } from '../../src/journeys/alerts/until-when.ts';
import { worklist } from '../../src/journeys/alerts/worklist.ts';
import { worklistTask } from '../../src/journeys/alerts/worklist-task.ts';
import type { TaskRequest } from '../../src/journeys/conversation/task.ts';
import { day } from '../fixtures/alert-parts.ts';
import { openDeliveries } from '../fixtures/deliveries.ts';
import { shipped } from '../fixtures/shipped-index.ts';

const complaintsHead = 'complaint_id,client_id,opened_on,level,escalated_on,closed_on';
const files = {
  'complaints.csv': `${complaintsHead}\nQ1,C1,2026-11-23,2,,\n`,
  'transactions.csv': 'transaction_id,client_id,booked_on,amount,kind\nT1,C1,2026-11-23,-1,fee\n',
};

async function alerted() {
  const opened = await openDeliveries(files, [new PageChannel()]);
  const { at, parts, reader } = opened;
  for (const date of ['2026-11-22', '2026-11-23', '2026-11-24']) {
    at(`${date}T07:00:00+08:00`);
    await runScan(day(date), parts());
  }
  const request = (text: string): TaskRequest => ({
    text,
    employeeId: 'M1',
    turnId: 't',
    conversationId: 'c',
    clientId: null,
    earlier: [],
    knowledge: shipped,
  });
  const alerts = alertsTask(async () => parts());
  /** Says something and confirms it. */
  const tell = async (text: string) => {
    const said = await alerts.run(request(text));
    expect(said.kind).toBe('proposed');
    await alerts.follow?.(request('确认'), said.topic?.task?.state);
    return said.text;
  };
  const open = async () => listAlerts(await reader('M1'), parts().today, parts());
  const scan = (date: string) => {
    at(`${date}T07:00:00+08:00`);
    return runScan(day(date), parts());
  };
  return { ...opened, request, tell, open, scan };
}

test.each([
  ['到12月31日', '2026-12-31'],
  ['到1月5日', '2027-01-05'],
  ['两个月', '2027-01-24'],
  ['三天', '2026-11-27'],
  ['到下周五', '2026-12-04'],
  ['到月底', '2026-11-30'],
  ['明天', '2026-11-25'],
])('%s ends on %s', (words, ends) => {
  const setting = { today: day('2026-11-24'), calendar: { nextWorkday: (on: number) => on + 1 } };
  expect(formatDay(untilIn(words, setting) ?? 0)).toBe(ends);
});

test('own use has an end, and what comes after it is new again', async () => {
  const { tell, open, scan } = await alerted();
  expect(await tell('王建国的预警标成客户自用，到2027年1月5日')).toContain(
    '2027-01-05以前这位客户不再报',
  );
  expect(await open()).toEqual([]);
  expect(await scan('2026-12-31')).toMatchObject({ alertsOpened: 0 });
  expect(await scan('2027-01-05')).toMatchObject({ alertsOpened: 0 });
  expect(await scan('2027-01-06')).toMatchObject({ alertsOpened: 1 });
});

test('one signal is muted, the others of the client still alert', async () => {
  const { tell, scan, load, open } = await alerted();
  await tell('王建国的H3静音一个月');
  expect(await open()).toEqual([]);
  const head = 'tag,client_id,entered_on';
  await load({ 'tags.csv': `${head}\nrelocation,C1,2026-11-28\n` });
  await scan('2026-11-25');
  expect(await scan('2026-12-02')).toMatchObject({ alertsOpened: 0, held: { hysteresis: 1 } });
  await scan('2026-12-25');
});

test('a snooze keeps its reason and its end', async () => {
  const { tell, parts } = await alerted();
  await tell('王建国的预警稍后提醒，客户出差，下周三再看');
  const [alert] = await parts().store.ofClient('C1');
  expect(alert).toMatchObject({
    status: 'snoozed',
    outcome: '稍后提醒：客户出差',
    snoozedUntil: day('2026-12-02'),
  });
});

test('what a manager says is read as what it is', () => {
  const setting = { today: day('2026-11-24'), calendar: { nextWorkday: (on: number) => on + 1 } };
  const read = (text: string) => outcomeIn(text, setting as Parameters<typeof outcomeIn>[1]);
  expect(read('王建国的预警是误报')).toMatchObject({ status: 'dismissed', mute: null });
  expect(read('大额转往他行这条一个月内别再报')).toMatchObject({ mute: { code: 'S3' } });
  expect(read('这条预警我来跟')).toMatchObject({ status: 'acknowledged' });
  expect(read('王建国为什么报警')).toBeNull();
});

test('an alert brings a checked text for whoever looks after the client, the same one again', async () => {
  const { open, drafting } = await alerted();
  const [seen] = await open();
  if (seen === undefined) throw new Error('no alert');
  const draft = await prepareAlertDraft(seen, 'M1', drafting);
  expect(draft).toMatchObject({ purpose: 'complaint-follow-up', check: { verdict: 'clear' } });
  expect(draft?.text).not.toMatch(/流水|转出|账户异常|预警/);
  const again = await prepareAlertDraft(seen, 'M1', drafting);
  expect(again?.draftId).toBe(draft?.draftId);
  expect(await prepareAlertDraft(seen, 'M0', drafting)).toBeNull();
});

test('a client is skipped with a reason until a day, and a red alert is not', async () => {
  const { parts, request, reader } = await alerted();
  const list = async () =>
    (
      await worklist({ employeeId: 'M1', reader: await reader('M1') }, parts().today, parts())
    ).items.map(({ clientId }) => clientId);
  expect(await list()).toContain('C1');
  const task = worklistTask(async () => parts());
  expect(await task.run(request('今天清单跳过王建国'))).toMatchObject({ kind: 'clarify' });
  const said = await task.run(request('今天清单跳过王建国，原因：客户出差'));
  expect(said).toMatchObject({ kind: 'proposed' });
  expect(await list()).toContain('C1');
  await task.follow?.(request('确认'), said.topic?.task?.state);
  expect(await list()).not.toContain('C1');
});

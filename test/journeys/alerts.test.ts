import { expect, test } from 'vitest';
import { alertsTask } from '../../src/journeys/alerts/alerts-task.ts';
import { listAlerts } from '../../src/journeys/alerts/list-alerts.ts';
import { runScan } from '../../src/journeys/alerts/run-scan.ts';
import { whyAlerted } from '../../src/journeys/alerts/why-alerted.ts';
import type { TaskRequest } from '../../src/journeys/conversation/task.ts';
import { day, openAlertBook } from '../fixtures/alert-parts.ts';
import { shipped } from '../fixtures/shipped-index.ts';

const complaintsHead = 'complaint_id,client_id,opened_on,level,escalated_on,closed_on';
const quiet = {
  'complaints.csv': `${complaintsHead}\n`,
  'transactions.csv': 'transaction_id,client_id,booked_on,amount,kind\n',
};
const complaints = (...rows: string[]) => ({
  'complaints.csv': [complaintsHead, ...rows, ''].join('\n'),
});

async function scanned(files: Record<string, string>, ...days: string[]) {
  const opened = await openAlertBook({ ...quiet, ...files });
  const scan = (date: string) => runScan(day(date), opened.parts());
  const results = [];
  for (const date of days) results.push(await scan(date));
  const open = async (employeeId = 'M1', date = '2026-11-24') =>
    listAlerts(await opened.reader(employeeId), day(date), opened.parts());
  return { ...opened, scan, results, open };
}

test('the first scan of a book records where everybody stands and opens red ones only', async () => {
  const files = complaints('Q1,C1,2026-11-01,2,,', 'Q2,C2,2026-11-01,3,,');
  const { results, open } = await scanned(files, '2026-11-23');
  expect(results[0]).toMatchObject({ clients: 3, alertsOpened: 1, hits: { H3: 2 } });
  expect((await open()).map(({ alert }) => [alert.clientId, alert.severity])).toEqual([
    ['C2', 'red'],
  ]);
});

test('an alert opens when a client enters, and not again at the next scans', async () => {
  const files = complaints('Q1,C1,2026-11-23,2,,');
  const { results, scan, open } = await scanned(files, '2026-11-20', '2026-11-23');
  expect(results.map(({ alertsOpened }) => alertsOpened)).toEqual([0, 1]);
  expect(await scan('2026-11-23')).toMatchObject({ alertsOpened: 0, alertsUpdated: 0 });
  expect(await scan('2026-11-24')).toMatchObject({ alertsOpened: 0, alertsUpdated: 0 });
  expect(await scan('2026-11-21')).toMatchObject({ kept: false, alertsOpened: 0 });
  const [one] = await open();
  expect(one?.alert).toMatchObject({ severity: 'amber', openedOn: day('2026-11-23') });
  expect(one?.alert.signals[0]?.evidence).toEqual(['11月23日的较大投诉未结，已1天']);
  expect(one?.alert.signals[0]?.rows).toEqual(['complaints:Q1']);
});

test('what was closed lately is told again only when it is graver', async () => {
  const files = complaints('Q1,C1,2026-11-10,2,,2026-11-16', 'Q2,C1,2026-11-18,2,,');
  const { parts, scan, open } = await scanned(files, '2026-11-09', '2026-11-11');
  const { store } = parts();
  const [first] = await store.ongoing();
  const by = { employeeId: 'M1', at: '2026-11-12T09:00:00+08:00' };
  const closed = { status: 'dismissed', outcome: '误报', closedOn: day('2026-11-12') } as const;
  await store.change(first?.alertId ?? '', closed, by);
  await scan('2026-11-17');
  expect(await scan('2026-11-18')).toMatchObject({ alertsOpened: 0, held: { hysteresis: 1 } });
  expect(await open()).toEqual([]);
});

test('a signal that is over keeps its last figures and says of which day they are', async () => {
  const files = complaints('Q1,C1,2026-11-10,2,,2026-11-16');
  const { open } = await scanned(files, '2026-11-09', '2026-11-11', '2026-11-17');
  const [one] = await open();
  const h3 = one?.alert.signals.find(({ code }) => code === 'H3');
  expect(h3?.evidence).toEqual([
    '11月10日的较大投诉未结，已1天',
    '以上截至11月11日，现在已不再命中',
  ]);
});

test('an episode without hits for thirty days ends by itself', async () => {
  const files = complaints('Q1,C1,2026-10-02,2,,2026-10-10');
  const { scan, open } = await scanned(files, '2026-10-01', '2026-10-02', '2026-10-31');
  expect(await open('M1', '2026-10-31')).toHaveLength(1);
  await scan('2026-11-08');
  expect(await open('M1', '2026-11-08')).toEqual([]);
});

test('the cap limits the digest, not the list', async () => {
  const ids = Array.from({ length: 7 }, (_, at) => `D${at}`);
  const clients = [
    'client_id,manager_id,name,opened_on',
    'C1,M1,王建国,2015-03-02',
    'C2,M1,陈丽,2018-01-10',
    'C3,M2,单雄信,2020-07-07',
    ...ids.map((id) => `${id},M1,${id},2020-01-01`),
  ];
  const files = {
    'clients.csv': clients.join('\n'),
    ...complaints(...ids.map((id) => `Q${id},${id},2026-11-24,2,,`)),
  };
  const { results, open } = await scanned(files, '2026-11-23', '2026-11-24');
  expect(results[1]).toMatchObject({ alertsOpened: 7, held: { cap: 2 } });
  expect(await open()).toHaveLength(7);
});

test('a foreign client and one who does not exist get one and the same answer', async () => {
  const files = complaints('Q3,C3,2026-11-01,4,,');
  const { reader, parts, open } = await scanned(files, '2026-11-23');
  const mine = await reader('M1');
  const at = { day: day('2026-11-24'), parts: parts() };
  expect(await whyAlerted('C3', mine, at)).toEqual(await whyAlerted('C404', mine, at));
  expect(await open('M1')).toEqual([]);
  expect(await open('M2')).toHaveLength(1);
});

test('whose analysis consent is revoked gets no alert, and nothing more is said', async () => {
  const files = {
    ...complaints('Q1,C1,2026-11-24,4,,'),
    'consents.csv':
      'client_id,purpose,channel,granted_on,revoked_on\nC1,analysis,all,2026-01-01,2026-11-01\n',
  };
  const { reader, parts, results } = await scanned(files, '2026-11-24');
  expect(results[0]).toMatchObject({ hits: { H3: 1 }, alertsOpened: 0 });
  const at = { day: day('2026-11-24'), parts: parts() };
  const why = await whyAlerted('C1', await reader('M1'), at);
  expect(why).toEqual({ kind: 'out-of-range', text: '该客户不在预警范围' });
});

test('a red clock runs to the next working day, and a logged call or visit meets it', async () => {
  const files = complaints('Q1,C1,2026-11-20,3,,');
  const { at, open, load } = await scanned(files, '2026-11-19', '2026-11-20');
  const clock = async () => (await open())[0]?.clock;
  at('2026-11-20T12:00:00+08:00');
  expect(await clock()).toMatchObject({ state: 'running' });
  expect((await clock())?.dueAt.toISOString()).toBe('2026-11-23T00:10:00.000Z');
  at('2026-11-23T12:00:00+08:00');
  expect(await clock()).toMatchObject({ state: 'breached' });
  const head = 'contact_id,client_id,manager_id,contacted_at,channel,direction,effective';
  const contact = (channel: string) =>
    load({ 'contacts.csv': `${head}\nK9,C1,M1,2026-11-22T10:00:00+08:00,${channel},out,true\n` });
  await contact('sms');
  expect(await clock()).toMatchObject({ state: 'breached' });
  await contact('call');
  expect(await clock()).toMatchObject({ state: 'met' });
});

test('what became of an alert is proposed, and recorded once it is confirmed', async () => {
  const { parts, open } = await scanned(
    complaints('Q1,C1,2026-11-23,2,,'),
    '2026-11-20',
    '2026-11-23',
  );
  const task = alertsTask(async () => parts());
  const request = (text: string): TaskRequest => ({
    text,
    employeeId: 'M1',
    turnId: 't',
    conversationId: 'c',
    clientId: null,
    earlier: [],
    knowledge: shipped,
  });
  const list = await task.run(request('今天的预警'));
  expect(list).toMatchObject({ kind: 'alerts', data: { clientIds: ['C1'] } });
  expect(list.citations[0]).toMatchObject({ origin: 'record', passageId: 'complaints:Q1' });
  const said = await task.run(request('王建国联系过了，是买房用款'));
  expect(said).toMatchObject({ kind: 'proposed', data: { clientIds: ['C1'] } });
  expect(said.text).toContain('已有效沟通：买房用款');
  expect(await open()).toHaveLength(1);
  const state = said.topic?.task?.state;
  expect(await task.follow?.(request('取消'), state)).toMatchObject({ kind: 'alerts' });
  expect(await task.follow?.(request('确认'), state)).toMatchObject({ kind: 'recorded' });
  expect(await open()).toEqual([]);
  const foreign = await task.run(request('单雄信为什么没预警'));
  expect(foreign.text).toContain('没有找到属于您管户范围的这位客户');
});

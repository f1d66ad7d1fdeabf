import { expect, test } from 'vitest';
import { PageChannel } from '../../src/channels/web/page-channel.ts';
import { runScan } from '../../src/journeys/alerts/run-scan.ts';
import { planDeliveries } from '../../src/journeys/delivery/plan-deliveries.ts';
import { RecordingChannel } from '../fakes/recording-channel.ts';
import { day } from '../fixtures/alert-parts.ts';
import { openDeliveries } from '../fixtures/deliveries.ts';

const complaintsHead = 'complaint_id,client_id,opened_on,level,escalated_on,closed_on';
const complaints = (...rows: string[]) => ({
  'complaints.csv': [complaintsHead, ...rows, ''].join('\n'),
  'transactions.csv': 'transaction_id,client_id,booked_on,amount,kind\nT1,C1,2026-11-23,-1,fee\n',
});
const redOnC1 = complaints('Q1,C1,2026-11-24,3,,');

async function withRed() {
  const channel = new RecordingChannel();
  const opened = await openDeliveries(redOnC1, [channel]);
  const { at, parts } = opened;
  at('2026-11-23T06:30:00+08:00');
  await runScan(day('2026-11-23'), parts());
  at('2026-11-24T06:30:00+08:00');
  await runScan(day('2026-11-24'), parts());
  return { ...opened, channel };
}
const keys = (channel: RecordingChannel, step: string) =>
  channel.arrived.filter((key) => key.startsWith(`${step}/`)).sort();

test('the morning reaches everybody at their hour, once, and not before', async () => {
  const { round, channel } = await withRed();
  await round('2026-11-24T08:09:00+08:00');
  expect(channel.arrived).toEqual([]);
  await round('2026-11-24T08:13:00+08:00');
  expect(keys(channel, 'morning')).toEqual([
    'morning/20781/M0',
    'morning/20781/M1',
    'morning/20781/M2',
  ]);
  expect(keys(channel, 'red')).toEqual(['red/A-C1-20261124/M0', 'red/A-C1-20261124/M1']);
  const count = channel.arrived.length;
  await round('2026-11-24T08:14:00+08:00');
  await round('2026-11-24T12:00:00+08:00');
  expect(channel.arrived).toHaveLength(count);
});

test('a digest names what to do first and on what day its data ends, and becomes a turn', async () => {
  const { round, channel, library } = await withRed();
  await round('2026-11-24T08:13:00+08:00');
  const morning = channel.told.find(({ key }) => key === 'morning/20781/M1');
  expect(morning?.answer.text).toContain('数据截至11月23日日终');
  expect(morning?.answer.text).toContain('1. 🔴 **王建国**｜投诉升级');
  expect(morning?.answer.text).toContain('11月25日08:10前完成一次深度沟通');
  const kept = await library.turn('M1', morning?.turnId ?? '');
  expect(kept).toMatchObject({ unasked: true, conversationId: morning?.conversationId });
  expect(kept?.answer?.text).toBe(morning?.answer.text);
  expect(await library.turn('M2', morning?.turnId ?? '')).toBeNull();
});

test('without the data of the day a digest says so and calls nothing new', async () => {
  const channel = new RecordingChannel();
  const files = {
    ...redOnC1,
    'transactions.csv': 'transaction_id,client_id,booked_on,amount,kind\nT1,C1,2026-11-19,-1,fee\n',
    'complaints.csv': `${complaintsHead}\n`,
    'contacts.csv': 'contact_id,client_id,manager_id,contacted_at,channel,direction\n',
  };
  const { round } = await openDeliveries(files, [channel]);
  await round('2026-11-24T08:13:00+08:00');
  const text = channel.told.find(({ key }) => key.startsWith('morning/20781/M1'))?.answer.text;
  expect(text).toContain('今天的数据还没到，以下是');
  expect(text).not.toContain('新预警');
});

test('a red clock: a reminder on the day before, and one breach for manager and supervisor', async () => {
  const { round, channel } = await withRed();
  await round('2026-11-24T08:13:00+08:00');
  await round('2026-11-24T15:59:00+08:00');
  expect(keys(channel, 'reminder')).toEqual([]);
  await round('2026-11-24T16:00:00+08:00');
  await round('2026-11-24T16:01:00+08:00');
  expect(keys(channel, 'reminder')).toEqual(['reminder/A-C1-20261124/M1']);
  await round('2026-11-25T08:10:00+08:00');
  expect(keys(channel, 'breach')).toEqual([]);
  await round('2026-11-25T08:15:00+08:00');
  await round('2026-11-25T09:00:00+08:00');
  expect(keys(channel, 'breach')).toEqual(['breach/A-C1-20261124/M0', 'breach/A-C1-20261124/M1']);
});

test('a logged talk in time leaves neither reminder nor breach', async () => {
  const { round, channel, load } = await withRed();
  await round('2026-11-24T08:13:00+08:00');
  const head = 'contact_id,client_id,manager_id,contacted_at,channel,direction,effective';
  await load({ 'contacts.csv': `${head}\nK9,C1,M1,2026-11-24T10:00:00+08:00,call,out,true\n` });
  await round('2026-11-24T16:00:00+08:00');
  await round('2026-11-25T09:00:00+08:00');
  expect([...keys(channel, 'reminder'), ...keys(channel, 'breach')]).toEqual([]);
});

test('a press alone does not stop the clock', async () => {
  const { round, channel, parts } = await withRed();
  await round('2026-11-24T08:13:00+08:00');
  const { store } = parts();
  const pressed = {
    status: 'resolved',
    outcome: '已有效沟通',
    closedOn: day('2026-11-24'),
  } as const;
  await store.change('A-C1-20261124', pressed, {
    employeeId: 'M1',
    at: '2026-11-24T09:00:00+08:00',
  });
  await round('2026-11-25T08:15:00+08:00');
  expect(keys(channel, 'breach')).toHaveLength(2);
});

test('the clock starts when it was received, where that was later than planned', async () => {
  const { round, parts } = await withRed();
  await round('2026-11-24T10:30:00+08:00');
  const alert = await parts().store.find('A-C1-20261124');
  expect(alert?.receivedAt).toBe('2026-11-24T10:30:00+08:00');
});

test('more new red ones than the cap come as one summary', async () => {
  const ids = ['D1', 'D2', 'D3', 'D4'];
  const clients = ids.map((id) => `${id},M1,客户${id},2020-01-01`);
  const files = {
    ...complaints(...ids.map((id) => `Q${id},${id},2026-11-24,4,,`)),
    'clients.csv': [
      'client_id,manager_id,name,opened_on',
      'C1,M1,王建国,2015-03-02',
      'C2,M1,陈丽,2018-01-10',
      'C3,M2,单雄信,2020-07-07',
      ...clients,
    ].join('\n'),
  };
  const channel = new RecordingChannel();
  const { at, parts, round } = await openDeliveries(files, [channel]);
  at('2026-11-24T06:30:00+08:00');
  await runScan(day('2026-11-24'), parts());
  await round('2026-11-24T08:13:00+08:00');
  expect(keys(channel, 'red')).toEqual([]);
  expect(keys(channel, 'red-summary')).toEqual([
    'red-summary/20781-M1/M0',
    'red-summary/20781-M1/M1',
  ]);
  await round('2026-11-25T08:15:00+08:00');
  expect(keys(channel, 'breach')).toHaveLength(8);
});

test('on leave the deputy is told, and on a rest day nobody is', async () => {
  const channel = new RecordingChannel();
  const managers = [
    'manager_id,name,branch_id,role,supervisor_id,rest_weekdays,leave_from,leave_to,deputy_id',
    'M0,周敏,B1,supervisor,,,,,',
    'M1,李敏,B1,rm,M0,,2026-11-20,2026-11-30,M3',
    'M2,赵磊,B2,rm,,2,,,',
    'M3,孙倩,B1,rm,M0,,,,',
  ].join('\n');
  const { at, parts, round } = await openDeliveries({ ...redOnC1, 'managers.csv': managers }, [
    channel,
  ]);
  at('2026-11-24T06:30:00+08:00');
  await runScan(day('2026-11-24'), parts());
  await round('2026-11-24T08:13:00+08:00');
  expect(keys(channel, 'morning')).toEqual(['morning/20781/M0', 'morning/20781/M3']);
  expect(keys(channel, 'red')).toEqual(['red/A-C1-20261124/M0', 'red/A-C1-20261124/M3']);
});

test('a client who changes hands takes the alert along at once', async () => {
  const { round, channel, load } = await withRed();
  await round('2026-11-24T08:13:00+08:00');
  await load({ 'clients.csv': 'client_id,manager_id,name,opened_on\nC1,M2,王建国,2015-03-02\n' });
  await round('2026-11-24T11:00:00+08:00');
  expect(keys(channel, 'handover')).toEqual(['handover/A-C1-20261124@2026-11-24/M2']);
  const told = channel.told.find(({ key }) => key.startsWith('handover/'));
  expect(told?.answer.text).toContain('这位客户刚转到您名下');
});

test('a closed complaint is called back within three days, or remembered on the last one', async () => {
  const channel = new RecordingChannel();
  const files = complaints('Q1,C1,2026-11-10,1,,2026-11-23');
  const { round, load } = await openDeliveries(files, [channel]);
  await round('2026-11-25T16:30:00+08:00');
  expect(keys(channel, 'call-back')).toEqual([]);
  await round('2026-11-26T16:00:00+08:00');
  expect(keys(channel, 'call-back')).toEqual(['call-back/Q1/M1']);
  const head = 'contact_id,client_id,manager_id,contacted_at,channel,direction,effective';
  await load({ 'contacts.csv': `${head}\nK9,C1,M1,2026-11-26T16:20:00+08:00,call,out,true\n` });
  await round('2026-11-26T17:00:00+08:00');
  expect(keys(channel, 'call-back')).toHaveLength(1);
});

test('an unknown outcome is looked up before anything is sent again', async () => {
  const { round, channel, pass, rows } = await withRed();
  channel.plan('arrive-silently', 'lose', 'throw', 'later');
  await round('2026-11-24T08:13:00+08:00');
  for (let turn = 0; turn < 3; turn++) {
    pass(40 * 60_000);
    await round('2026-11-24T08:20:00+08:00');
  }
  expect(new Set(channel.arrived).size).toBe(channel.arrived.length);
  expect((await rows()).filter(({ state }) => state !== 'delivered')).toEqual([]);
});

test('where a platform cannot reach somebody the page does, and keeps it unread', async () => {
  const platform = new RecordingChannel('wecom');
  platform.plan(...Array.from({ length: 9 }, () => 'impossible' as const));
  const { round, parts, faults } = await openDeliveries(redOnC1, [platform, new PageChannel()]);
  await round('2026-11-24T08:13:00+08:00');
  expect(faults).toEqual([]);
  const { outbox } = parts();
  const [entry] = await outbox.inbox('M1', 10);
  expect(entry).toMatchObject({ step: 'morning', read: false });
  await outbox.read('M1', entry?.conversationId ?? '', new Date('2026-11-24T09:00:00+08:00'));
  expect((await outbox.inbox('M1', 10)).map(({ read }) => read)).toEqual([true]);
});

test('what fails again and again becomes a dead letter that is not tried any more', async () => {
  const { round, channel, pass, parts } = await withRed();
  channel.plan(...Array.from({ length: 200 }, () => 'later' as const));
  await round('2026-11-24T08:13:00+08:00');
  for (let turn = 0; turn < 12; turn++) {
    pass(60 * 60_000);
    await round('2026-11-24T08:20:00+08:00');
  }
  const dead = await parts().outbox.deadLetters();
  expect(dead.length).toBeGreaterThan(0);
  expect(dead.every(({ attempts, fault }) => attempts === 10 && fault === '限流')).toBe(true);
  expect(channel.arrived).toEqual([]);
});

test('two workers share the messages, and one that was killed loses its own', async () => {
  const { round, channel, parts, workerOf, pass, at } = await withRed();
  const { outbox } = parts();
  at('2026-11-24T08:13:00+08:00');
  await planDeliveries(parts());
  const killed = await outbox.take(
    { id: 'killed', leaseMs: 60_000 },
    new Date('2026-11-24T08:13:00+08:00'),
    1,
  );
  expect(killed).toHaveLength(1);
  await round('2026-11-24T08:13:00+08:00');
  expect(channel.arrived).not.toContain(killed[0]?.key);
  pass(61_000);
  await workerOf('w2').drain();
  expect(channel.arrived).toContain(killed[0]?.key);
  expect(new Set(channel.arrived).size).toBe(channel.arrived.length);
});

import { expect, test } from 'vitest';
import { formatDay, parseDay } from '../../../src/domain/calendar/day.ts';
import { batchIn } from '../../../src/domain/outreach/batch-words.ts';
import { asksForLog, oversightIn } from '../../../src/domain/outreach/oversight-words.ts';
import { periodIn } from '../../../src/domain/outreach/period-words.ts';
import { csvOf } from '../../../src/domain/outreach/sms-export.ts';
import { maskedId, withoutClient } from '../../../src/domain/outreach/without-client.ts';

const today = parseDay('2026-11-24') ?? 0;

test('requests for many are told from requests for one', () => {
  expect(batchIn('给这个月到期的都写条短信')).toEqual({ kind: 'described', words: '这个月到期的' });
  expect(batchIn('提醒一下这个月到期的客户，都发条短信')).toMatchObject({ kind: 'described' });
  for (const text of ['给这些客户各写一条', '逐个起草', '名单上的人每人发一条', '这些都写一条'])
    expect(batchIn(text), text).toEqual({ kind: 'shown' });
  expect(batchIn('给名下客户群发短信')).toEqual({ kind: 'mass' });
  for (const text of ['给王建国写条短信', '能不能群发短信', '客户说都写了，怎么回'])
    expect(batchIn(text), text).toBeNull();
});

test('days that a question names', () => {
  const days = (text: string) => {
    const { from, to } = periodIn(text, today);
    return `${formatDay(from)} ${formatDay(to)}`;
  };
  expect(days('上周拦了哪些')).toBe('2026-11-16 2026-11-22');
  expect(days('本周')).toBe('2026-11-23 2026-11-24');
  expect(days('上个月')).toBe('2026-10-01 2026-10-31');
  expect(days('最近7天')).toBe('2026-11-18 2026-11-24');
  expect(days('近两周')).toBe('2026-11-11 2026-11-24');
  expect(days('11月20日拦了哪些')).toBe('2026-11-20 2026-11-20');
  expect(days('12月20日拦了哪些')).toBe('2025-12-20 2025-12-20');
  expect(days('拦了哪些')).toBe('2026-10-26 2026-11-24');
});

test('questions about the log are told from questions of the playbooks', () => {
  expect(oversightIn('上周拦了哪些')).toEqual({ kind: 'list' });
  expect(oversightIn('被 PR-01 拦的')).toEqual({ kind: 'list' });
  expect(oversightIn('本月拦截按支行统计')).toEqual({ kind: 'by-branch' });
  expect(oversightIn('看第 12 条')).toEqual({ kind: 'entry', position: 12 });
  expect(oversightIn('揭示 12 案号：XB-2026-001')).toEqual({
    kind: 'reveal',
    position: 12,
    caseNumber: 'XB-2026-001',
  });
  for (const text of [
    '客户的转账被拦了怎么解释',
    '客户说短信被拦了哪些要登记',
    '三个月没动账的客户怎么跟',
  ])
    expect(oversightIn(text), text).toBeNull();
  expect(asksForLog('客户被谁拦住了')).toBe(false);
});

test('who the client is goes out of a text, and what else it says stays', () => {
  const called = ['王建国', '王先生', '王总'];
  const text = '王先生您好，王建国王总的尾号6621账户12月4日到期，13800001234，客服95XXX，2026年';
  expect(withoutClient(text, called)).toBe(
    '某先生您好，某某某某的尾号****账户12月4日到期，****，客服95XXX，2026年',
  );
  expect(withoutClient('欧阳女士、各位先生，汇总如下', [])).toBe('某女士、各位先生，汇总如下');
  expect(maskedId('C000123')).toBe('C***3');
  expect(maskedId('C1')).toBe('C***');
});

test('no cell of an export is a formula, and quotes stay quotes', () => {
  const csv = csvOf(
    ['a', 'b'],
    [
      ['=1+1', '他说"好"，\n行'],
      ['-5', null],
      ['@x', 7],
    ],
  );
  expect(csv).toBe(`a,b\r\n'=1+1,"他说""好""，\n行"\r\n'-5,\r\n'@x,7\r\n`);
});

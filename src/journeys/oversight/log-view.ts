import { type Purpose, purposeNames } from '../../domain/outreach/purpose.ts';
import { maskedId, withoutClient } from '../../domain/outreach/without-client.ts';
import type { DirectoryEntry } from '../../ports/employee-directory.ts';
import type { OutreachEntry } from '../../ports/outreach-log.ts';
import { ruleTitle } from './rule-titles.ts';

export const deedNames = {
  drafted: '起草',
  edited: '修改',
  submitted: '送主管',
  approved: '采用',
  returned: '主管退回',
  refused: '采用被拦',
  declined: '没有写',
  'sent-recorded': '登记发送',
  discarded: '弃用',
} as const satisfies Record<OutreachEntry['deed'], string>;

const channelNames: Readonly<Record<string, string>> = {
  sms: '短信',
  wechat: '企业微信',
  call: '电话',
};

/** Whether the reader may know who the client is: of the own drafts one does. */
export type Eyes = 'own' | 'masked';

export const clientOf = (entry: OutreachEntry, eyes: Eyes): string =>
  eyes === 'own' ? entry.clientId : maskedId(entry.clientId);

export const wordsOf = (entry: OutreachEntry, eyes: Eyes): string =>
  eyes === 'own' ? entry.text : entry.masked;

export function reasonOf({ reason }: OutreachEntry, eyes: Eyes): string {
  if (reason === null) return '';
  return eyes === 'own' ? reason : withoutClient(reason, []);
}

export function whatOf({ purpose, channel }: OutreachEntry): string {
  return `${purposeNames[purpose as Purpose] ?? purpose}·${channelNames[channel] ?? channel}`;
}

export function rulesOf({ rules }: OutreachEntry): string {
  return rules.map((rule) => `${rule} ${ruleTitle(rule)}`).join('、');
}

/** Month, day and hour of the bank's zone; the log keeps UTC. */
export function timeOf({ at }: OutreachEntry, timezone: string): string {
  // sv-SE writes 2026-11-24 10:20.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return format.format(new Date(at)).slice(5);
}

export type Staff = ReadonlyMap<string, DirectoryEntry>;

/** Who works here, and the clock that people read. */
export interface Setting {
  readonly staff: Staff;
  readonly timezone: string;
}

export function writerOf({ employeeId }: Pick<OutreachEntry, 'employeeId'>, staff: Staff): string {
  const one = staff.get(employeeId);
  return one ? `${one.name}（${one.branch}）` : employeeId;
}

export function branchOf(employeeId: string, staff: Staff): string {
  return staff.get(employeeId)?.branch ?? '已离职';
}

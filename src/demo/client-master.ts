import type { Day } from '../domain/calendar/day.ts';
import type { Chance } from './chance.ts';
import type { Profile, Story } from './client-profile.ts';
import { type AddRow, date } from './demo-rows.ts';

/**
 * Nobody's number: mobiles in China begin with 13 to 19, these with 120; no place has the code
 * 000000, with which these identity numbers begin.
 */
export function mobileOf(number: number, tail = String((number * 7919 + 1234) % 10_000)): string {
  return `120${String(number % 10_000).padStart(4, '0')}${tail.padStart(4, '0')}`;
}

export function identityOf(birth: Day, number: number): string {
  return `000000${date(birth).replaceAll('-', '')}${String(number % 10_000).padStart(4, '0')}`;
}

export function tierOf(yuan: number): string {
  if (yuan >= 6_000_000) return '私行';
  if (yuan >= 1_000_000) return '白金';
  return yuan >= 500_000 ? '金卡' : '普通';
}

const salutations: Readonly<Record<string, string>> = { 企业主: '总', 教师: '老师', 医生: '医生' };

function statusOf(chance: Chance): string {
  const rare = chance.next();
  if (rare < 0.004) return 'frozen';
  return rare < 0.008 ? 'deceased' : 'active';
}

/** The row of clients.csv. */
export function writeMaster(profile: Profile, until: Day, chance: Chance, add: AddRow): void {
  const { story, turn, number, birth, occupation, name } = profile;
  const title = salutations[occupation];
  const changedOn = (what: Story) => (story === what && turn <= until ? date(turn) : null);
  add('clients', {
    client_id: profile.clientId,
    manager_id: profile.managerId,
    name,
    opened_on: date(profile.openedOn),
    status: statusOf(chance),
    gender: chance.happens(0.97) ? profile.gender : null,
    salutation: title !== undefined && chance.happens(0.5) ? `${name[0]}${title}` : null,
    birth_date: date(birth),
    mobile: mobileOf(number),
    id_number: identityOf(birth, number),
    occupation,
    employer: profile.employer,
    address_city: profile.city,
    address_changed_on: changedOn('moved'),
    employer_changed_on: changedOn('changed-job'),
    tier: tierOf(profile.wealth),
    disc: chance.happens(0.4) ? chance.pick(['D', 'I', 'S', 'C']) : null,
    payroll_here: profile.salary > 0,
    preferred_channel: chance.happens(0.5) ? chance.pick(['sms', 'wechat', 'call']) : null,
    preferred_hours: chance.happens(0.3) ? chance.pick(['09:00-11:30', '14:00-17:00']) : null,
    do_not_contact: chance.happens(0.02),
    remark: '演示数据',
  });
}

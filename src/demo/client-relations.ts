import { addMonths, type Day } from '../domain/calendar/day.ts';
import type { Chance } from './chance.ts';
import type { Profile, Story } from './client-profile.ts';
import { type AddRow, date, yuan } from './demo-rows.ts';

const two = (value: number) => String(value).padStart(2, '0');

const talks = ['聊到期安排', '问近况', '约来网点', '介绍服务', '回访满意度', '提醒测评'] as const;
const results = ['已沟通', '约了见面', '暂时不需要', '再考虑'] as const;

function contactDays({ story, turn, openedOn }: Profile, until: Day, chance: Chance) {
  const days: { day: Day; inbound: boolean }[] = [];
  const first = Math.max(openedOn, until - 400);
  for (let day = first + chance.between(5, 60); day <= until; day += chance.between(25, 95)) {
    days.push({ day, inbound: chance.happens(0.25) });
  }
  if (story !== 'not-calling') return days;
  const asked = [...Array(9)].map((_, at) => ({ day: turn - 20 * at, inbound: true }));
  return [
    ...days.filter((one) => !one.inbound || one.day < turn),
    ...asked.filter(({ day }) => day >= first && day <= until),
    ...(turn + 60 <= until ? [{ day: turn + 60, inbound: false }] : []),
  ];
}

function writeContacts(profile: Profile, until: Day, chance: Chance, add: AddRow): void {
  contactDays(profile, until, chance).forEach(({ day, inbound }, at) => {
    const effective = inbound || chance.happens(0.65);
    const promised = effective && chance.happens(0.2);
    const time = `${two(chance.between(9, 17))}:${two(chance.between(0, 59))}`;
    add('contacts', {
      contact_id: `K${profile.clientId.slice(1)}${two(at + 1)}`,
      client_id: profile.clientId,
      manager_id: profile.managerId,
      contacted_at: `${date(day)}T${time}:00+08:00`,
      channel: chance.weighted([
        ['call', 50],
        ['wechat', 25],
        ['visit', 20],
        ['sms', 5],
      ]),
      direction: inbound ? 'in' : 'out',
      effective,
      result: effective ? chance.pick(results) : '未接',
      note: effective ? chance.pick(talks) : null,
      next_on: promised ? date(day + chance.between(5, 20)) : null,
    });
  });
}

function writeComplaints(
  { story, turn, clientId }: Profile,
  until: Day,
  chance: Chance,
  add: AddRow,
) {
  if (story !== 'complaining' || turn > until) return;
  const closed = turn + chance.between(5, 45);
  const escalated = chance.happens(0.3) ? turn + 3 : until + 1;
  add('complaints', {
    complaint_id: `Q${clientId.slice(1)}`,
    client_id: clientId,
    opened_on: date(turn),
    level: chance.weighted([
      [1, 60],
      [2, 28],
      [3, 10],
      [4, 2],
    ]),
    escalated_on: escalated <= until ? date(escalated) : null,
    topic: chance.pick(['服务态度', '等候时间', '产品说明', '费用', '手机银行']),
    closed_on: closed <= until ? date(closed) : null,
  });
}

function writeLoans(profile: Profile, until: Day, chance: Chance, add: AddRow): void {
  const { story, turn, clientId, age } = profile;
  const early = story === 'repaying-early';
  if (!early && !(age < 60 && chance.happens(0.18))) return;
  const settled = turn + 25;
  add('loans', {
    loan_id: `L${clientId.slice(1)}`,
    client_id: clientId,
    kind: early ? 'mortgage' : chance.pick(['mortgage', 'consumer', 'business']),
    balance: early && settled <= until ? '0.00' : yuan(1000 * chance.between(80, 1600)),
    opened_on: date(until - chance.between(700, 3000)),
    due_on: date(until + chance.between(1200, 7000)),
    rate: '3.35%',
    prepay_requested_on: early && turn <= until ? date(turn) : null,
    settled_on: early && settled <= until ? date(settled) : null,
  });
}

function writeAssessments(
  { clientId, age }: Profile,
  until: Day,
  chance: Chance,
  add: AddRow,
): void {
  if (chance.happens(0.12)) return;
  const level = chance.weighted(
    age >= 65
      ? [
          ['C1', 40],
          ['C2', 45],
          ['C3', 15],
        ]
      : [
          ['C1', 8],
          ['C2', 27],
          ['C3', 40],
          ['C4', 20],
          ['C5', 5],
        ],
  );
  const latest = until - chance.between(5, 480);
  add('assessments', { client_id: clientId, assessed_on: date(latest), level });
  if (chance.happens(0.5)) {
    add('assessments', { client_id: clientId, assessed_on: date(latest - 370), level });
  }
}

function writeConsents({ clientId }: Profile, until: Day, chance: Chance, add: AddRow): void {
  for (const channel of ['sms', 'wechat', 'call'] as const) {
    if (!chance.happens(0.55)) continue;
    const granted = until - chance.between(30, 900);
    const revoked = chance.happens(0.08) ? date(until - chance.between(0, 29)) : null;
    add('consents', {
      client_id: clientId,
      purpose: 'marketing',
      channel,
      granted_on: date(granted),
      revoked_on: revoked,
    });
  }
  if (!chance.happens(0.01)) return;
  const granted_on = date(until - 400);
  const revoked_on = date(until - 100);
  add('consents', {
    client_id: clientId,
    purpose: 'analysis',
    channel: 'all',
    granted_on,
    revoked_on,
  });
}

const storyTags: Partial<Record<Story, readonly [tag: string, share: number]>> = {
  moved: ['relocation', 0.5],
  'changed-job': ['job-change', 0.5],
  'moving-money': ['house-purchase', 0.25],
  steady: ['planned-outflow', 0.04],
};

function writeTags(profile: Profile, until: Day, chance: Chance, add: AddRow): void {
  const { clientId, story, turn, managerId } = profile;
  const [tag, share] = storyTags[story] ?? ['', 0];
  if (!chance.happens(share) || turn > until) return;
  add('tags', {
    client_id: clientId,
    tag,
    entered_on: date(turn),
    entered_by: managerId,
    expires_on: date(addMonths(turn, 6)),
  });
}

/** Talks, complaints, loans, assessments, consents and tags of one client. */
export function writeRelations(profile: Profile, until: Day, chance: Chance, add: AddRow): void {
  writeContacts(profile, until, chance, add);
  writeComplaints(profile, until, chance, add);
  writeLoans(profile, until, chance, add);
  writeAssessments(profile, until, chance, add);
  writeConsents(profile, until, chance, add);
  writeTags(profile, until, chance, add);
}

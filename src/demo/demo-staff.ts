import { Chance } from './chance.ts';
import { cities, personName } from './demo-names.ts';
import type { AddRow } from './demo-rows.ts';

const clientsPerManager = 200;
const managersPerBranch = 3;

interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** The branch of the documentation: 演示银行城东支行. */
const firstBranch = {
  managers: [
    { id: '1024', name: '李敏', role: 'rm' },
    { id: '1025', name: '赵磊', role: 'rm' },
    { id: '1026', name: '孙倩', role: 'rm' },
  ],
  supervisor: { id: '1010', name: '周敏', role: 'supervisor' },
  others: [
    { id: '1001', name: '钱卫国', role: 'branch_head' },
    { id: '1090', name: '方晴', role: 'compliance' },
    { id: '1091', name: '何静', role: 'knowledge_editor' },
    { id: '1092', name: '顾言', role: 'auditor' },
    { id: '1099', name: '系统管理员', role: 'admin' },
  ],
};

const directions = [
  '城西',
  '城南',
  '城北',
  '滨江',
  '湖滨',
  '高新',
  '开发区',
  '新城',
  '江畔',
  '西郊',
];

function member(
  branchId: string,
  { id, name, role }: Member,
  supervisor: string | null,
  add: AddRow,
) {
  const sells = role === 'rm' || role === 'supervisor';
  add('managers', {
    manager_id: id,
    name,
    branch_id: branchId,
    role,
    supervisor_id: supervisor,
    email: `${id}@bank.example`,
    license_no: sells ? `DEMO-${id}` : null,
    licenses: sells ? 'wealth;fund;insurance' : null,
    rest_weekdays: '6;7',
  });
}

/** The id of the manager who looks after the nth client. */
export function managerOf(client: number): string {
  const place = Math.floor(client / clientsPerManager);
  return place < managersPerBranch ? `${1024 + place}` : `${20_000 + place}`;
}

/** As many branches as the clients need; the first is the one that the documentation tells of. */
export function writeStaff(clients: number, seed: number, add: AddRow): void {
  const managers = Math.max(managersPerBranch, Math.ceil(clients / clientsPerManager));
  add('branches', { branch_id: 'B001', name: '城东支行', city: '杭州' });
  for (const one of firstBranch.others) member('B001', one, null, add);
  member('B001', firstBranch.supervisor, '1001', add);
  for (const one of firstBranch.managers) member('B001', one, '1010', add);
  for (let place = managersPerBranch; place < managers; place += managersPerBranch) {
    const branch = place / managersPerBranch;
    const chance = Chance.forClient(seed, -1 - branch);
    const branchId = `B${String(branch + 1).padStart(3, '0')}`;
    const city = chance.pick(cities);
    const round = Math.floor((branch - 1) / directions.length);
    const name = `${city}${directions[(branch - 1) % directions.length]}${round > 0 ? `第${round + 1}` : ''}支行`;
    add('branches', { branch_id: branchId, name, city });
    const someone = () => personName(chance.happens(0.5) ? 'male' : 'female', chance);
    const head = `${600_000 + branch}`;
    const supervisor = `${700_000 + branch}`;
    member(branchId, { id: head, name: someone(), role: 'branch_head' }, null, add);
    member(branchId, { id: supervisor, name: someone(), role: 'supervisor' }, head, add);
    for (let at = place; at < Math.min(managers, place + managersPerBranch); at++) {
      const id = managerOf(at * clientsPerManager);
      member(branchId, { id, name: someone(), role: 'rm' }, supervisor, add);
    }
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyLogs } from '../../src/app/state.ts';
import { clearSpent, erase } from '../../src/app/upkeep.ts';
import { runScan } from '../../src/journeys/alerts/run-scan.ts';
import { type ChatService, openChatService } from '../fixtures/chat-service.ts';

const name = '司徒金雀';
const mobile = '12098765432';
const remark = '金雀备注只此一处';

let service: ChatService;
let clientId: string;
let count = 0;

const bookFile = () => join(service.config.dataDirectory, 'book.db');
const stateFile = () => join(service.config.dataDirectory, 'guichao.db');

function change(file: string, ...statements: string[]): void {
  const database = new Database(file, { timeout: 5000 });
  for (const statement of statements) database.exec(statement);
  database.close();
}

function rows(statement: string): unknown[] {
  const database = new Database(stateFile(), { readonly: true });
  const found = database.prepare(statement).raw().all();
  database.close();
  return found;
}

async function ask(text: string, conversationId = 'talk', employeeId = '1024') {
  const turnId = `turn-${count++}`;
  return (await service.chat.take({ turnId, conversationId, employeeId, text }, {})).answer;
}

/** Files of the data directory, databases with their logs, in which a word stands. */
function filesWith(word: string): string[] {
  const { dataDirectory } = service.config;
  const names = readdirSync(dataDirectory, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(word));
}

beforeAll(async () => {
  service = await openChatService({
    clients: 12,
    managers: (row) => (row.manager_id === '1010' ? { ...row, left_on: '2026-10-01' } : row),
  });
  const database = new Database(bookFile(), { timeout: 5000 });
  clientId = database
    .prepare(`SELECT client_id FROM clients WHERE status IS NULL OR status = 'active' LIMIT 1`)
    .pluck()
    .get() as string;
  database
    .prepare(
      `UPDATE clients SET name = ?, mobile = ?, mobile_tail = '5432', remark = ?, gender = 'female',
       name_pinyin = 'situjinque', name_initials = 'stjq' WHERE client_id = ?`,
    )
    .run(name, mobile, remark, clientId);
  database
    .prepare('UPDATE contacts SET note = ? WHERE client_id <> ?')
    .run(`${name}介绍来的`, clientId);
  database.close();
});

afterAll(() => service.state.close());

describe('erasing a client', () => {
  beforeAll(async () => {
    const card = await ask(`${name}的情况`);
    expect(card).toMatchObject({ kind: 'client', data: { clientIds: [clientId] } });
    await ask('他平时说话要注意什么，他爱人姓欧阳金丝');
    await ask(`刚跟${name}打过电话，说金雀女儿要出国`);
    await ask('确认');
    const draft = await ask(`给${name}写条生日祝福短信`);
    expect(draft.kind).toBe('draft');
    await ask('采用');
    await ask('客户说再考虑考虑', 'another');
    await ask('我名下的客户有哪些', 'list');
    const parts = await service.state.alerts();
    await parts.store.bindTo('bank');
    await runScan(parts.today, parts);
    change(
      stateFile(),
      `INSERT INTO alerts VALUES ('a-canary', '${clientId}', '1024', 'red', 1, 1, 20700, 20700, NULL,
         'open', NULL, NULL, 1, NULL, '["${name}的依据"]') ON CONFLICT DO NOTHING`,
      `INSERT INTO alert_mutes VALUES ('${clientId}', '*', 30000, '${name}在办房贷', '1024', 'x')`,
      `INSERT INTO work_skips VALUES ('1024', '${clientId}', 30000, '${name}出差', 'x')`,
      `INSERT INTO inbound_events VALUES ('slack', 'e1', '{"text":"${name}呢"}', '2026', NULL, 0)`,
      `INSERT INTO sent_cards VALUES ('card', 'slack', '1024', 'talk', 'turn-0', '{}',
         '["问${name}"]')`,
      `INSERT INTO outbox (key, recipient_id, step, subject, day, due_at, state, conversation_id,
         turn_id, attempts, not_before, held_by, held_until)
         VALUES ('red/a-canary/1024', '1024', 'red', 'a-canary', 1, 1, 'delivered', 'c', 't', 1, 1, '', 0)`,
      `INSERT INTO model_runs (turn_id, at, employee_id, prompt, model, outcome, faults, calls,
         input_tokens, output_tokens, elapsed_ms, sent)
         VALUES ('turn-0', 'x', '1024', 'p', 'm', 'ok', '', 1, 1, 1, 1, '["金雀发给模型的话"]')`,
    );
  });

  const words = [name, mobile, remark, '金雀女儿要出国', '欧阳金丝', '金雀发给模型的话'];

  test('a preview counts and changes nothing', async () => {
    const before = filesWith(name);
    expect(before.length).toBeGreaterThanOrEqual(2);
    const of = { client: clientId };
    const { counts } = await erase(service.config, { of, by: '1090', forGood: false });
    expect(counts).toMatchObject({ 草稿: 1, 联系登记: 1, 静音: 1, 清单跳过: 1 });
    expect(counts.账簿).toBeGreaterThan(3);
    expect(counts.对话轮次).toBeGreaterThanOrEqual(6);
    expect(counts.查询留痕).toBeGreaterThan(2);
    expect(filesWith(name)).toEqual(before);
    expect(await verifyLogs(service.config)).toMatchObject({ brokenAt: null });
  });

  test('only those who answer for it may', async () => {
    const of = { client: clientId };
    for (const by of ['1024', '1010', '1092'])
      await expect(erase(service.config, { of, by, forGood: true })).rejects.toThrow(
        /只能由管理员或合规岗/,
      );
    await expect(erase(service.config, { of, by: 'nobody', forGood: true })).rejects.toThrow(
      /没有工号为 nobody/,
    );
  });

  test('nothing that was said of the client is left in any file, and the logs still hold', async () => {
    for (const word of words) expect(filesWith(word), word).not.toEqual([]);
    const entries = rows('SELECT COUNT(*) FROM look_ups')[0];
    const done = await erase(service.config, {
      of: { client: clientId },
      by: '1090',
      forGood: true,
    });
    expect(done).toMatchObject({ cleared: true, namesakes: 0 });
    for (const word of words) expect(filesWith(word), word).toEqual([]);
    const database = readFileSync(stateFile(), 'latin1') + readFileSync(bookFile(), 'latin1');
    expect(database).not.toMatch(new RegExp(`${clientId}(?![0-9])`));
    const logs = await verifyLogs(service.config);
    expect(logs).toMatchObject({ brokenAt: null, outreachAlteredAt: null });
    expect(rows('SELECT COUNT(*) FROM look_ups')[0]).toEqual([
      Number((entries as [number])[0]) + 1,
    ]);
    const last = rows(
      'SELECT employee_id, action, client_ids FROM look_ups ORDER BY position DESC LIMIT 1',
    );
    expect(last).toEqual([['1090', 'erasure', '[]']]);
  });

  test('what was said of others stays, and a question for the client finds nobody', async () => {
    const { library } = service.state;
    const other = await library.transcript('1024', 'another');
    expect(other?.turns[0]?.question).toBe('客户说再考虑考虑');
    const talk = await library.transcript('1024', 'talk');
    expect(talk?.turns.map(({ question }) => question)).toContain('（已抹除）');
    const erased = await ask(`${name}的情况`, 'y');
    expect(erased.kind).not.toBe('client');
    expect(erased.data).toEqual({});
  });

  test('whoever changes a blanked entry is found out', async () => {
    const triggers = rows(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).flat();
    change(stateFile(), ...triggers.map((trigger) => `DROP TRIGGER ${trigger}`));
    const broken = (statement: string) => {
      change(stateFile(), statement);
      return verifyLogs(service.config);
    };
    const [blanked] = rows(`SELECT MIN(position) FROM erased_entries WHERE log = 'look_ups'`) as [
      [number],
    ];
    const at = blanked[0];
    const outreach = rows(`SELECT MIN(position) FROM erased_entries WHERE log = 'outreach_log'`);
    const [[sent]] = outreach as [[number]];
    const changed = await broken(
      `UPDATE outreach_log SET employee_id = 'x' WHERE position = ${sent}`,
    );
    expect(changed).toMatchObject({ brokenAt: null, outreachAlteredAt: sent });
    const moved = await broken(`UPDATE look_ups SET at = '2020-01-01' WHERE position = ${at}`);
    expect(moved.brokenAt).toBe(at);
  });
});

describe('erasing an employee', () => {
  beforeAll(async () => {
    await ask('客户说利率低', 'supervisor-talk', '1001');
    change(
      bookFile(),
      `UPDATE managers SET name = '端木离岗', email = 'duanmu@bank.example', slack_user_id = 'UCANARY'
         WHERE manager_id = '1010'`,
    );
    change(
      stateFile(),
      `INSERT INTO conversations VALUES ('left', '1010', '2026-01-01', '端木的话题')`,
      `INSERT INTO turns (id, conversation_id, question, asked_at, state)
         VALUES ('left-1', 'left', '端木离岗问过的话', '2026-01-01', 'answered')`,
      `INSERT INTO sessions VALUES ('h', '1010', 'link', '2030')`,
      `INSERT INTO opened_chats VALUES ('slack', 'UCANARY', '2026')`,
      `INSERT INTO conversations VALUES ('head', '1001', '2026-01-01', NULL)`,
      `INSERT INTO turns (id, conversation_id, question, asked_at, state)
         VALUES ('head-1', 'head', '端木离岗今天做了多少', '2026-01-01', 'answered')`,
    );
    await service.state.lookUps.append({
      employeeId: '1010',
      systemUser: 'duanmu-os',
      turnId: null,
      action: 'find',
      clientIds: ['C9'],
      fields: [],
    });
  });

  test('somebody who is still there, or still has clients, is not erased', async () => {
    const by = '1099';
    const request = (employee: string) => ({ of: { employee }, by, forGood: true });
    await expect(erase(service.config, request('1025'))).rejects.toThrow(/还在职/);
    await expect(erase(service.config, request('4711'))).rejects.toThrow(/没有工号为 4711/);
    change(bookFile(), `UPDATE managers SET left_on = 20000 WHERE manager_id = '1024'`);
    await expect(erase(service.config, request('1024'))).rejects.toThrow(/名下还有客户或预警/);
  });

  test('name, addresses, words and sign-ins are gone, and the log tells of somebody', async () => {
    const words = ['端木离岗', '端木的话题', 'duanmu@bank.example', 'UCANARY', 'duanmu-os'];
    const { brokenAt } = await verifyLogs(service.config);
    const of = { employee: '1010' };
    const { cleared } = await erase(service.config, { of, by: '1099', forGood: true });
    expect(cleared).toBe(true);
    for (const word of words) expect(filesWith(word), word).toEqual([]);
    expect(rows(`SELECT COUNT(*) FROM sessions WHERE employee_id = '1010'`)).toEqual([[0]]);
    const [[actor]] = rows(`SELECT employee_id FROM look_ups WHERE client_ids = '["C9"]'`) as [
      [string],
    ];
    expect(actor).toMatch(/^已抹除-[0-9a-f]{8}$/);
    expect(rows(`SELECT question FROM turns WHERE id = 'head-1'`)).toEqual([
      ['（已抹除）今天做了多少'],
    ]);
    // Broken by the test before, and no earlier than there.
    expect((await verifyLogs(service.config)).brokenAt).toBe(brokenAt);
  });
});

test('what has had its time goes by the setting, and no business clock makes it older', async () => {
  change(
    stateFile(),
    `INSERT INTO conversations VALUES ('old', '1024', '2020-01-01T00:00:00.000Z', NULL)`,
    `INSERT INTO turns (id, conversation_id, question, asked_at, state)
       VALUES ('old-1', 'old', '很久以前的问题', '2020-01-01T00:00:00.000Z', 'answered')`,
  );
  const config = { ...service.config, fixedNow: new Date('2090-01-01T00:00:00Z') };
  expect(await clearSpent(config, true)).toMatchObject({ conversations: 1, drafts: 0 });
  expect(filesWith('很久以前的问题')).not.toEqual([]);
  const counts = await clearSpent(config, false);
  expect(counts.conversations).toBeGreaterThanOrEqual(2);
  expect(filesWith('很久以前的问题')).toEqual([]);
  expect(await service.state.library.transcript('1024', 'another')).not.toBeNull();
});

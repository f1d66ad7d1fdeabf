import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { WecomGateway } from '../fakes/wecom/wecom-gateway.ts';
import { openChatService } from '../fixtures/chat-service.ts';
import { withWecomUsers, wx } from '../fixtures/wecom.ts';
import { ended, spawnWecomService } from '../fixtures/wecom-service.ts';

const kills = 100;
/** From sending an answer to noting that it is finished; the machine may be busy. */
const windowMs = 3000;
const people = ['1024', '1025', '1026'];
const questions = [
  '客户老说要考虑考虑',
  '客户嫌利率低怎么回',
  '客户说要货比三家',
  '什么是二八法则',
];

/** What the killed processes had taken, by the key of the message. */
function takenKeys(dataDirectory: string): { keys: Set<string>; open: number } {
  const database = new Database(join(dataDirectory, 'guichao.db'), { readonly: true });
  try {
    const rows = database.prepare('SELECT key, finished_at FROM inbound_events').all() as {
      key: string;
      finished_at: string | null;
    }[];
    const open = rows.filter((row) => row.finished_at === null).length;
    return { keys: new Set(rows.map(({ key }) => key)), open };
  } finally {
    database.close();
  }
}

test('killed at random moments, the service loses nothing it had taken and doubles only in the window', async () => {
  const service = await openChatService({ managers: withWecomUsers });
  const { dataDirectory } = service.config;
  await service.state.close();
  const gateway = await WecomGateway.open();
  /** Message keys by the mark that the echo of a voice message carries into its answer. */
  const asked = new Map<string, string>();
  const killedAt: number[] = [];
  const say = () => {
    const mark = `第${asked.size + 1}问`;
    const userId = wx(people[asked.size % people.length] ?? '');
    const content = `${questions[asked.size % questions.length]}（${mark}）`;
    asked.set(mark, gateway.say(userId, '', { body: { msgtype: 'voice', voice: { content } } }));
  };
  const answers = (mark: string) =>
    people.flatMap((person) =>
      gateway.room(wx(person)).read.filter(({ text }) => text.includes(`（${mark}）”`)),
    );

  for (let kill = 0; kill < kills; kill++) {
    const child = spawnWecomService(dataDirectory, gateway);
    const gone = ended(child);
    await gateway.until(() => gateway.held, 60_000);
    const life = Math.random() * 1500;
    const end = Date.now() + life;
    for (let nth = 0; nth < 3; nth++) {
      say();
      await pause(Math.random() * Math.max(0, end - Date.now()));
    }
    child.kill('SIGKILL');
    killedAt.push(Date.now());
    await gone;
    await gateway.until(() => !gateway.held);
  }

  const last = spawnWecomService(dataDirectory, gateway);
  const gone = ended(last);
  await gateway.until(() => gateway.held, 60_000);
  await gateway.until(() => takenKeys(dataDirectory).open === 0, 300_000);
  const { keys } = takenKeys(dataDirectory);
  const taken = [...asked].filter(([, key]) => keys.has(key));
  const lost = taken.filter(([mark]) => answers(mark).length === 0);
  const doubled = taken.filter(([mark]) => answers(mark).length > 1);
  const outside = doubled.filter(([mark]) => {
    const [first] = answers(mark);
    return !killedAt.some((at) => first && at >= first.at && at - first.at < windowMs);
  });
  // A card that outlived all restarts still does what it says.
  const old = gateway
    .room(wx('1024'))
    .cards()
    .find(({ button_list = [] }) => button_list.some(({ text }) => text === '看原文'));
  const key = old?.button_list?.find(({ text }) => text === '看原文')?.key ?? '';
  const before = gateway.room(wx('1024')).read.length;
  gateway.press(wx('1024'), old?.task_id ?? '', key);
  await gateway.until(() => gateway.room(wx('1024')).read.length > before);
  last.kill('SIGTERM');
  await gone;
  await gateway.close();
  process.stdout.write(
    `${kills} kills: ${asked.size} asked, ${taken.length} taken, ${doubled.length} answered twice, ${lost.length} lost\n`,
  );
  expect(taken.length).toBeGreaterThan(0);
  expect(lost).toEqual([]);
  expect(outside).toEqual([]);
}, 3_600_000);

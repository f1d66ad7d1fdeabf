import { expect, test } from 'vitest';
import { WecomGateway } from '../fakes/wecom/wecom-gateway.ts';
import { openChatService } from '../fixtures/chat-service.ts';
import { withWecomUsers, wx } from '../fixtures/wecom.ts';
import { ended, spawnWecomService } from '../fixtures/wecom-service.ts';

const people = 100;
const rounds = 5;
const questions = [
  '客户老说要考虑考虑，怎么办',
  '客户嫌利率低怎么回',
  '什么是二八法则',
  '三个月没联系的',
  '今天先打给谁',
];

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

test('a hundred people at once see a sign of life within a second and the answer within two', async () => {
  const service = await openChatService({ managers: withWecomUsers, clients: people * 200 });
  const { dataDirectory } = service.config;
  const staff = (await service.state.employees.all()).filter(({ role }) => role === 'rm');
  const askers = staff.slice(0, people).map(({ employeeId }) => wx(employeeId));
  expect(askers).toHaveLength(people);
  await service.state.close();
  const gateway = await WecomGateway.open();
  const child = spawnWecomService(dataDirectory, gateway);
  const gone = ended(child);
  await gateway.until(() => gateway.held, 60_000);
  const lines: string[] = [];
  const slow: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const question = questions[round % questions.length] ?? '';
    const before = askers.map((user) => gateway.room(user).read.length);
    const at = Date.now();
    for (const user of askers) gateway.say(user, question);
    const done = () =>
      askers.every(
        (user, nth) =>
          gateway
            .room(user)
            .streams()
            .filter((one) => one.finished).length > round &&
          gateway.room(user).read.length > (before[nth] ?? 0),
      );
    await gateway.until(done, 120_000);
    const first = askers.map((user) => (gateway.room(user).begun[round] ?? Number.NaN) - at);
    const answered = askers.map(
      (user, nth) => (gateway.room(user).read[before[nth] ?? 0]?.at ?? Number.NaN) - at,
    );
    slow.push(percentile(answered, 0.95));
    lines.push(
      `${question}: first frame p50 ${percentile(first, 0.5)} p95 ${percentile(first, 0.95)} ms, ` +
        `answer p50 ${percentile(answered, 0.5)} p95 ${percentile(answered, 0.95)} ms`,
    );
  }
  child.kill('SIGTERM');
  await gone;
  await gateway.close();
  process.stdout.write(`${people} people at once\n${lines.join('\n')}\n`);
  expect(slow.every(Number.isFinite)).toBe(true);
}, 600_000);

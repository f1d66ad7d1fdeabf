import { expect, test } from 'vitest';
import { WecomGateway } from '../fakes/wecom/wecom-gateway.ts';
import { openChatService } from '../fixtures/chat-service.ts';
import { spawnService, wecomSettings } from '../fixtures/spawned-service.ts';
import { withWecomUsers, wx } from '../fixtures/wecom.ts';

const times = 5;
const mostMs = 15_000;

test('when the process that holds the connection is killed, the other one has it within 15 s', async () => {
  const { config, state } = await openChatService({ managers: withWecomUsers });
  await state.close();
  const gateway = await WecomGateway.open();
  const start = () => spawnService(config.dataDirectory, wecomSettings(gateway));
  const waited: number[] = [];
  let holder = start();
  await gateway.until(() => gateway.held, 60_000);
  for (let time = 0; time < times; time++) {
    const standby = start();
    // It has to be up, or its start would be measured.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    expect(gateway.subscriptions).toBe(time + 1);
    holder.child.kill('SIGKILL');
    await holder.gone;
    const at = Date.now();
    await gateway.until(() => gateway.subscriptions === time + 2 && gateway.held, 60_000);
    waited.push(Date.now() - at);
    const room = gateway.room(wx('1024'));
    const before = room.read.length;
    gateway.say(wx('1024'), '你能做什么');
    await gateway.until(() => room.read.length > before);
    holder = standby;
  }
  holder.child.kill('SIGTERM');
  await holder.gone;
  await gateway.close();
  process.stdout.write(`taken over after ${waited.join(', ')} ms\n`);
  expect(Math.max(...waited)).toBeLessThan(mostMs);
}, 600_000);

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlackRig, type SlackRig, writeTo } from '../../fixtures/slack-service.ts';

let rig: SlackRig;
beforeAll(async () => {
  rig = await openSlackRig();
});
afterAll(() => rig.close());

test('a question in direct messages is answered in its thread, with a status at once', async () => {
  const { answer, root, ts, envelope } = await writeTo(rig, '客户老说要考虑考虑，怎么办');
  expect(root).toBe(ts);
  expect(answer.blocks.map(({ type }) => type)).toContain('rich_text');
  expect(answer.blocks.at(-1)?.type).toBe('context_actions');
  expect(rig.workspace.acks.has(envelope)).toBe(true);
  expect(rig.workspace.callsOf('assistant.threads.setStatus')[0]).toMatchObject({
    channel_id: 'DU1024',
    thread_ts: ts,
  });
  expect(rig.workspace.refused).toEqual([]);
  expect(rig.failures).toEqual([]);
});

test('what is said in the thread goes on with it', async () => {
  const { root } = await writeTo(rig, '王建国的定存什么时候到期');
  const { answer } = await writeTo(rig, '他的测评呢', { thread: root });
  expect(JSON.stringify(answer.blocks)).toContain('C3');
});

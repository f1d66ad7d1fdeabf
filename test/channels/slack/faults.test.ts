import { afterEach, beforeEach, expect, test } from 'vitest';
import { textCard } from '../../../src/domain/card/card.ts';
import { answerWith } from '../../../src/domain/conversation/answer.ts';
import { labelled, labelsOf, press, wordsOf } from '../../fixtures/slack-gestures.ts';
import { openSlackRig, type SlackRig, writeTo } from '../../fixtures/slack-service.ts';

const quick = { streamAfterMs: 60_000, streamEndsMs: 240_000 };
const question = '客户老说要考虑考虑，怎么办';

let rig: SlackRig;
beforeEach(async () => {
  rig = await openSlackRig({ times: quick, timeoutMs: 1000 });
});
afterEach(() => rig.close());

async function standing(ok: boolean): Promise<void> {
  while (rig.slack.standing().ok !== ok) await new Promise((done) => setTimeout(done, 2));
}

const answers = (root: string) => rig.workspace.answersIn('DU1024', root);

test('a limit is waited out, and nobody else waits with it', async () => {
  const { workspace } = rig;
  workspace.breakNext('chat.postMessage', { retryAfter: 1 });
  const slow = writeTo(rig, question);
  const { answer } = await writeTo(rig, '你能做什么', { user: 'U1025' });
  const posts = workspace.calls.filter(({ method }) => method === 'chat.postMessage');
  expect(posts).toHaveLength(2);
  expect(answer.user).toBe(workspace.botUserId);
  const { root } = await slow;
  expect(answers(root)).toHaveLength(1);
});

test('a post that nobody answered is looked for before it is sent again', async () => {
  const { workspace } = rig;
  // Done, and then no answer; and a server error without anything done.
  workspace.breakNext('chat.postMessage', { status: 502 }, { silentMs: 1500 });
  const { root } = await writeTo(rig, question);
  await workspace.until(() => workspace.callsOf('conversations.replies').length >= 2);
  expect(answers(root)).toHaveLength(1);
  expect(workspace.callsOf('chat.postMessage')).toHaveLength(2);
}, 20_000);

test('a sign of life does not wait for who it is that asks', async () => {
  const { workspace } = rig;
  const { promise, resolve } = Promise.withResolvers<void>();
  workspace.heldBack.set('users.info', promise);
  const written = writeTo(rig, question);
  await workspace.until(() => workspace.callsOf('assistant.threads.setStatus').length > 0);
  resolve();
  await written;
});

test('without a status there is a pair of eyes, taken back with the answer', async () => {
  const { workspace } = rig;
  workspace.missing.add('assistant.threads.setStatus');
  workspace.missing.add('agents.sessions.setStatus');
  const { ts } = await writeTo(rig, question);
  await workspace.until(() => workspace.callsOf('reactions.remove').length > 0);
  expect(workspace.callsOf('reactions.add')).toMatchObject([{ timestamp: ts, name: 'eyes' }]);
  await writeTo(rig, '你能做什么');
  expect(workspace.callsOf('assistant.threads.setStatus')).toHaveLength(1);
});

test('blocks that a workspace does not know are left out', async () => {
  const { workspace } = rig;
  workspace.breakNext('chat.postMessage', { error: 'invalid_blocks' });
  const { answer } = await writeTo(rig, '查一下王建国的资料');
  const types = answer.blocks.map(({ type }) => type);
  expect(types).not.toContain('table');
  expect(types).not.toContain('context_actions');
  expect(wordsOf(answer)).toContain('整存整取');
});

test('events that come again, and sockets that drop, change nothing', async () => {
  const { workspace } = rig;
  const ts = workspace.nextTs();
  const own = { channel: 'DU1024', channel_type: 'im', user: 'U1024', ts, text: question };
  const event = workspace.event({ type: 'message', ...own });
  workspace.deliver('events_api', event);
  await workspace.until(() => answers(ts).length > 0);
  workspace.dropSockets();
  await workspace.until(() => workspace.connected);
  const again = workspace.deliver('events_api', event);
  await workspace.until(() => workspace.acks.has(again));
  await writeTo(rig, '你能做什么');
  expect(answers(ts)).toHaveLength(1);
});

test('while the line is down that is told, and when it is back the talk goes on', async () => {
  const { workspace } = rig;
  workspace.refuseSockets = true;
  workspace.dropSockets();
  await standing(false);
  expect(rig.slack.standing().detail).toContain('正在重连');
  workspace.refuseSockets = false;
  await standing(true);
  expect((await writeTo(rig, '你能做什么')).answer).toBeDefined();
});

test('a channel that the bot was removed from costs the others nothing', async () => {
  const { workspace } = rig;
  workspace.breakNext('chat.postMessage', { error: 'not_in_channel' });
  const ts = workspace.nextTs();
  const event = {
    type: 'app_mention',
    channel: 'C9',
    user: 'U1024',
    ts,
    text: `<@UBOT> ${question}`,
  };
  workspace.deliver('events_api', workspace.event(event));
  await workspace.until(() => rig.failures.length > 0);
  const { answer } = await writeTo(rig, question);
  expect(labelsOf(answer)).toContain('他还是不同意');
});

test('a revoked token is told, and tells nobody to stop', async () => {
  const { workspace } = rig;
  expect(rig.slack.standing()).toMatchObject({ ok: true });
  workspace.tokenError = 'token_revoked';
  const event = { type: 'message', channel: 'DU1024', channel_type: 'im', user: 'U1024' };
  const ts = workspace.nextTs();
  workspace.deliver('events_api', workspace.event({ ...event, ts, text: question }));
  await workspace.until(() => rig.failures.length > 0);
  expect(rig.slack.standing()).toMatchObject({ ok: false });
  expect(rig.slack.standing().detail).toContain('token_revoked');
});

test('malformed events harm nobody', async () => {
  const { workspace } = rig;
  for (const payload of [
    {},
    { type: 'event_callback' },
    { type: 'event_callback', event_id: 'E', event: null },
    workspace.event({ type: 'message' }),
    workspace.event({ type: 'message', channel: 'D1', user: 7, ts: {} }),
    { type: 'block_actions', trigger_id: 't', actions: [] },
    { type: 'view_submission', trigger_id: 'u' },
    { type: 'something_new' },
  ]) {
    workspace.deliver('events_api', payload as never);
    workspace.deliver('interactive', payload as never);
  }
  const { answer } = await writeTo(rig, question);
  expect(answer).toBeDefined();
});

test('what cannot be told is told later', async () => {
  const { workspace } = rig;
  workspace.breakNext('chat.postMessage', { error: 'fatal_error' });
  const event = { type: 'message', channel: 'DU1024', channel_type: 'im', user: 'U1024' };
  const ts = workspace.nextTs();
  workspace.deliver('events_api', workspace.event({ ...event, ts, text: question }));
  await workspace.until(() => rig.failures.length > 0);
  expect(await rig.service.state.inboundEvents.unfinished('slack')).toHaveLength(1);
});

test('a press on a card whose message is gone is answered all the same', async () => {
  const { workspace } = rig;
  const { answer } = await writeTo(rig, '给王建国写条定存到期的短信');
  workspace.breakNext('chat.update', { error: 'message_not_found' });
  press(rig, answer, labelled('更短'));
  const fresh = await workspace.until(() => workspace.messages.find((one) => one !== answer));
  expect(wordsOf(fresh)).toContain('更短的一版');
});

const answer = answerWith({ kind: 'alerts', intent: 'alerts', card: textCard('今天没有新预警。') });

function delivery(key: string, identities: Partial<Record<'slackUserId' | 'email', string>>) {
  const recipient = { employeeId: '1024', name: '李敏', branch: '城东支行', role: 'rm' } as const;
  const whole = { email: null, slackUserId: null, wecomUserId: null, ...identities };
  return { key, recipient, identities: whole, conversationId: `c-${key}`, turnId: 't', answer };
}

test('a delivery arrives once: throttled, lost, looked up, impossible', async () => {
  const { workspace, slack } = rig;
  const channel = slack.delivery;
  const one = delivery('alert:A1:day', { slackUserId: 'U1024' });
  expect(channel.reaches(one.identities)).toBe(true);
  workspace.breakNext('chat.postMessage', { retryAfter: 7 }, { silentMs: 1500 });
  expect(await channel.deliver(one)).toMatchObject({ kind: 'later', afterMs: 7000 });
  expect(await channel.deliver(one)).toMatchObject({ kind: 'unknown' });
  expect(await channel.lookUp?.(one)).toMatchObject({ kind: 'delivered' });
  expect(workspace.answersIn('DU1024')).toHaveLength(1);
  expect(JSON.stringify(workspace.answersIn('DU1024')[0]?.metadata)).not.toContain('A1');
  expect(await channel.lookUp?.(delivery('other', { slackUserId: 'U1024' }))).toBeNull();
  expect(await channel.deliver(delivery('m', { email: 'a@b.c' }))).toMatchObject({
    kind: 'impossible',
  });
  // What is said under it belongs to its conversation.
  const root = workspace.answersIn('DU1024')[0]?.ts ?? '';
  await writeTo(rig, question, { thread: root });
  expect(await rig.service.state.library.has('1024', 'c-alert:A1:day')).toBe(true);
}, 20_000);

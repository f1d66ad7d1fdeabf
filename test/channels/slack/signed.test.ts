import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command, submission, typed } from '../../fixtures/slack-gestures.ts';
import { openSlackRig, type SlackRig } from '../../fixtures/slack-service.ts';

let rig: SlackRig;
beforeAll(async () => {
  rig = await openSlackRig({ http: true });
});
afterAll(() => rig.close());

const now = () => Math.floor(Date.now() / 1000);

interface Sent {
  readonly at?: number;
  readonly secret?: string;
  readonly form?: boolean;
}

/** Sends a request as Slack signs it. */
async function send(payload: object | string, { at = now(), secret = 'shhh', form }: Sent = {}) {
  const raw = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
  const signature = createHmac('sha256', secret).update(`v0:${at}:${raw}`).digest('hex');
  const headers = {
    'content-type': type,
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${signature}`,
  };
  const request = new Request('http://127.0.0.1/slack/events', {
    method: 'POST',
    headers,
    body: raw,
  });
  return (await rig.slack.requests?.handle(request)) ?? new Response(null, { status: 599 });
}

const interactive = (payload: object) =>
  send(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), { form: true });

function written(ts = rig.workspace.nextTs()) {
  const own = { channel: 'DU1024', channel_type: 'im', user: 'U1024', text: '你能做什么', ts };
  return { ts, event: rig.workspace.event({ type: 'message', ...own }) };
}

test('what is not signed, signed with another secret, old or of the future is refused', async () => {
  const { event } = written();
  expect((await send(event, { secret: 'other' })).status).toBe(401);
  expect((await send(event, { at: now() - 301 })).status).toBe(401);
  expect((await send(event, { at: now() + 600 })).status).toBe(401);
  const bare = new Request('http://127.0.0.1/slack/events', { method: 'POST', body: '{}' });
  expect((await rig.slack.requests?.handle(bare))?.status).toBe(401);
  expect((await send('not json')).status).toBe(400);
  expect((await send('x'.repeat(600_000))).status).toBe(413);
  expect(rig.workspace.messages).toEqual([]);
});

test('Slack’s own question is answered', async () => {
  const response = await send({ type: 'url_verification', challenge: 'abc' });
  expect(await response.text()).toBe('abc');
});

test('an event is acknowledged and answered, and once only when it is sent again', async () => {
  const { ts, event } = written();
  expect((await send(event)).status).toBe(200);
  await rig.workspace.until(() => rig.workspace.answersIn('DU1024', ts).length > 0);
  expect((await send(event)).status).toBe(200);
  const other = written();
  await send(other.event);
  await rig.workspace.until(() => rig.workspace.answersIn('DU1024', other.ts).length > 0);
  expect(rig.workspace.answersIn('DU1024', ts)).toHaveLength(1);
});

test('commands, forms and shortcuts come the same way', async () => {
  const form = new URLSearchParams(command(rig, '帮助')).toString();
  expect((await send(form, { form: true })).status).toBe(200);
  await rig.workspace.until(() => rig.workspace.quiet.length > 0);
  const refused = await interactive(submission(rig, 'draft', { client: typed('') }));
  expect(await refused.json()).toMatchObject({ response_action: 'errors' });
  const shortcut = {
    type: 'shortcut',
    callback_id: 'draft_outreach',
    trigger_id: 't',
    user: { id: 'U1024' },
  };
  expect((await interactive(shortcut)).status).toBe(200);
  await rig.workspace.until(() => rig.workspace.modals.length > 0);
});

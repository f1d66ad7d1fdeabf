import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { command, labelsOf, wordsOf } from '../../fixtures/slack-gestures.ts';
import { openSlackRig, type SlackRig, writeTo } from '../../fixtures/slack-service.ts';

let rig: SlackRig;
beforeAll(async () => {
  rig = await openSlackRig({ config: { publicUrl: new URL('https://guichao.example/') } });
});
afterAll(() => rig.close());
afterEach(() => {
  expect(rig.workspace.refused).toEqual([]);
  expect(rig.failures).toEqual([]);
});

/** Writes in a channel, with or without a mention, as Slack delivers it. */
function writeInChannel(text: string, thread?: string, user = 'U1024') {
  const { workspace } = rig;
  const ts = workspace.nextTs();
  const own = { channel: 'C1', channel_type: 'channel', user, text, ts, team: 'T1' };
  const event = thread === undefined ? own : { ...own, thread_ts: thread };
  workspace.deliver('events_api', workspace.event({ ...event, type: 'message' }));
  if (text.includes('<@UBOT>'))
    workspace.deliver('events_api', workspace.event({ ...event, type: 'app_mention' }));
  return ts;
}

async function inThread(ts: string, count = 1) {
  const { workspace } = rig;
  await workspace.until(() => workspace.answersIn('C1', ts).length >= count);
  return workspace.answersIn('C1', ts);
}

test('a question in direct messages is answered in its thread, with a status at once', async () => {
  const { answer, root, ts, envelope } = await writeTo(rig, '客户老说要考虑考虑，怎么办');
  expect(root).toBe(ts);
  expect(answer.blocks.map(({ type }) => type)).toContain('rich_text');
  expect(answer.blocks.at(-1)?.type).toBe('context_actions');
  expect(rig.workspace.acks.has(envelope)).toBe(true);
  const [status] = rig.workspace.callsOf('assistant.threads.setStatus');
  expect(status).toMatchObject({ channel_id: 'DU1024', thread_ts: ts });
});

test('what is said in the thread goes on with it', async () => {
  const { root } = await writeTo(rig, '王建国的定存什么时候到期');
  const { answer } = await writeTo(rig, '他的测评呢', { thread: root });
  expect(wordsOf(answer)).toContain('C3');
});

test('a mention is answered once in the thread, with the material only', async () => {
  const ts = writeInChannel('<@UBOT> 客户老说要考虑考虑，怎么办');
  const [answer] = await inThread(ts);
  expect(labelsOf(answer ?? { blocks: [] })).toContain('他还是不同意');
  writeInChannel('那发微信怎么说', ts);
  const answers = await inThread(ts, 2);
  expect(answers).toHaveLength(2);
});

test('what others write in a channel is not for us', async () => {
  const ts = writeInChannel('<@UBOT> 客户老说要考虑考虑，怎么办');
  await inThread(ts);
  const calls = rig.workspace.calls.length;
  writeInChannel('我觉得这样说挺好', ts, 'U1025');
  writeInChannel('今天中午吃什么');
  const { answer } = await writeTo(rig, '你能做什么');
  expect(answer).toBeDefined();
  const asked = rig.workspace.calls.slice(calls).filter(({ method }) => method !== 'users.info');
  expect(asked.filter(({ fields }) => fields.channel === 'C1')).toEqual([]);
});

test('client matters in a channel move to direct messages', async () => {
  const before = rig.workspace.answersIn('DU1024').length;
  const ts = writeInChannel('<@UBOT> 查一下王建国的资料');
  const [answer] = await inThread(ts);
  expect(wordsOf(answer ?? { blocks: [] })).toContain('我私信回您');
  expect(wordsOf(answer ?? { blocks: [] })).not.toContain('王');
  const direct = await rig.workspace.until(() => rig.workspace.answersIn('DU1024')[before]);
  expect(wordsOf(direct)).toContain('C000123');
  // And there it goes on.
  const { answer: more } = await writeTo(rig, '他的测评呢', { thread: direct.ts });
  expect(wordsOf(more)).toContain('C3');
});

test.each([
  ['UNOBODY', '还不认识您'],
  ['UGUEST', '访客账号'],
  ['UGONE', '已停用'],
  ['U1026', '还不认识您'],
])('%s is turned away in one sentence', async (user, sentence) => {
  const { answer } = await writeTo(rig, '查一下王建国的资料', { user });
  expect(wordsOf(answer)).toContain(sentence);
  expect(wordsOf(answer)).not.toContain('C000123');
});

test('a verified e-mail of the list is enough', async () => {
  const { answer } = await writeTo(rig, '现在有哪些预警', { user: 'UMAIL' });
  expect(wordsOf(answer)).toMatch(/预警/);
});

test('the page is opened by a link that is asked for', async () => {
  const { answer } = await writeTo(rig, '给我一个登录链接');
  expect(wordsOf(answer)).toMatch(/https:\/\/guichao\.example\/#login=[\w-]{20,}/);
});

test('prompts by role when the messages are opened, without a thread', async () => {
  const opened = { type: 'app_home_opened', user: 'U1010', channel: 'DU1010', tab: 'messages' };
  rig.workspace.deliver('events_api', rig.workspace.event(opened));
  const method = 'assistant.threads.setSuggestedPrompts';
  await rig.workspace.until(() => rig.workspace.callsOf(method).length > 0);
  const [call] = rig.workspace.callsOf(method);
  expect(call).not.toHaveProperty('thread_ts');
  expect(JSON.stringify(call)).toContain('有没有超时的预警');
});

test.each([
  ['预警', /预警/],
  ['清单', /今日清单/],
  ['查 王建国', /C000123/],
  ['话术 客户说别的银行利率高', /照着/],
  ['帮助', /guichao 预警/],
  ['', /guichao 预警/],
  ['网页', /#login=/],
])('/guichao %s is answered where nobody else sees it', async (text, expected) => {
  const { workspace } = rig;
  const before = workspace.quiet.length;
  workspace.deliver('slash_commands', command(rig, text));
  const reply = await workspace.until(() => workspace.quiet[before]);
  expect(JSON.stringify(reply)).toMatch(expected);
  expect(reply).toMatchObject({ response_type: 'ephemeral' });
});

test('the message shortcut brings lines to say, in direct messages', async () => {
  const { workspace } = rig;
  const before = workspace.answersIn('DU1024').length;
  workspace.deliver('interactive', {
    type: 'message_action',
    callback_id: 'reply_to_this',
    trigger_id: workspace.nextId('trigger'),
    user: { id: 'U1024' },
    team: { id: 'T1' },
    channel: { id: 'C1' },
    message: { type: 'message', ts: '1.1', text: '你们利率太低了，对门高多了' },
    response_url: `${workspace.url}/respond/x`,
  });
  const answer = await workspace.until(() => workspace.answersIn('DU1024')[before]);
  expect(labelsOf(answer)).toContain('他还是不同意');
});

test('an edited question is answered anew in the place of its answer, a deleted one takes it along', async () => {
  const { workspace } = rig;
  const { answer, ts } = await writeTo(rig, '王建国的定存什么时候到期');
  const text = '陈丽的测评什么时候到期';
  const edited = { ts: workspace.nextTs() };
  const message = { type: 'message', user: 'U1024', text, ts, edited };
  const previous = { ...message, text: '王建国的定存什么时候到期' };
  const change = { type: 'message', subtype: 'message_changed', channel: 'DU1024' };
  const own = { ...change, channel_type: 'im', message, previous_message: previous };
  workspace.deliver('events_api', workspace.event({ ...own, ts: edited.ts }));
  await workspace.until(() => answer.updates > 0);
  expect(wordsOf(answer)).toContain('陈丽');
  const gone = { type: 'message', subtype: 'message_deleted', channel: 'DU1024', deleted_ts: ts };
  const deletion = { ...gone, channel_type: 'im', ts: workspace.nextTs() };
  workspace.deliver('events_api', workspace.event(deletion));
  await workspace.until(() => !workspace.messages.includes(answer));
});

test('two hundred messages in a second are all answered, once each', async () => {
  const { workspace } = rig;
  const roots = Array.from({ length: 200 }, () => workspace.nextTs());
  for (const ts of roots) {
    const event = { type: 'message', channel: 'DU1025', channel_type: 'im', user: 'U1025', ts };
    workspace.deliver('events_api', workspace.event({ ...event, text: '你能做什么' }));
  }
  const answered = () => roots.filter((ts) => workspace.answersIn('DU1025', ts).length > 0);
  await workspace.until(() => answered().length === 200);
  expect(roots.every((ts) => workspace.answersIn('DU1025', ts).length === 1)).toBe(true);
});

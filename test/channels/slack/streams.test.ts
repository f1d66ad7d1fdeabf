import { afterEach, expect, test } from 'vitest';
import { AnswerProgress } from '../../../src/channels/slack/answer-progress.ts';
import { SignOfLife } from '../../../src/channels/slack/sign-of-life.ts';
import { SlackApi } from '../../../src/channels/slack/slack-api.ts';
import { SlackStanding } from '../../../src/channels/slack/slack-standing.ts';
import { SlackWorkspace } from '../../fakes/slack-workspace.ts';

let workspace: SlackWorkspace;
afterEach(() => workspace.close());

const block = {
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '答' }] }],
};
const message = {
  channel: 'D1',
  thread: '1.0',
  text: '答',
  blocks: [block],
  id: 'k'.repeat(32),
};

/** An answer that takes its time: the stream has begun when it is finished. */
async function slowly(
  { streamEndsMs = 240_000, missing = [] as string[] } = {},
  meanwhile: () => Promise<unknown> = async () => {},
) {
  workspace = await SlackWorkspace.open();
  for (const method of missing) workspace.missing.add(method);
  const setup = { token: 'xoxb-1', apiUrl: workspace.apiUrl, timeoutMs: 2000 };
  const api = new SlackApi({ ...setup, standing: new SlackStanding() });
  const begun: string[] = [];
  const place = { channel: 'D1', thread: '1.0', question: '1.0', userId: 'U1', teamId: 'T1' };
  const sign = new SignOfLife(api, place);
  sign.show();
  const progress = new AnswerProgress(api, place, {
    sign,
    times: { streamAfterMs: 0, streamEndsMs },
    onStream: async (ts) => void begun.push(ts),
  });
  progress.begin();
  progress.step('received');
  await workspace.until(() => workspace.callsOf('chat.startStream').length > 0);
  if (missing.length === 0) await workspace.until(() => begun.length > 0);
  progress.step('search');
  progress.step('keep');
  await meanwhile();
  const ts = await progress.finish(message);
  return { ts, begun };
}

const only = () => {
  expect(workspace.messages).toHaveLength(1);
  return workspace.messages[0];
};

test('steps are streamed one after the other, the verified answer ends the stream', async () => {
  const { ts, begun } = await slowly();
  expect(begun).toEqual([ts]);
  expect(workspace.callsOf('chat.startStream')).toHaveLength(1);
  expect(only()).toMatchObject({ ts, streaming: false, updates: 0, blocks: [block] });
  const titles = only()?.chunks.map((chunk) => chunk.title);
  expect(titles).toEqual(expect.arrayContaining(['检索话术和客户资料', '核对出处和合规']));
  expect(JSON.stringify(only()?.metadata)).toContain(message.id);
});

test('a stream that Slack has ended is finished as an update of its message', async () => {
  await slowly({}, async () => {
    workspace.breakNext('chat.stopStream', { error: 'message_not_in_streaming_state' });
  });
  expect(only()).toMatchObject({ updates: 1, blocks: [block] });
});

test('before Slack ends it, it is ended here', async () => {
  await slowly({ streamEndsMs: 20 }, () =>
    workspace.until(() => workspace.callsOf('chat.stopStream').length > 0),
  );
  expect(workspace.callsOf('chat.stopStream')).toHaveLength(1);
  expect(only()).toMatchObject({ updates: 1, blocks: [block] });
});

test('a workspace without streams gets one message', async () => {
  const { begun } = await slowly({ missing: ['chat.startStream'] });
  expect(begun).toEqual([]);
  expect(only()).toMatchObject({ updates: 0, blocks: [block] });
});

test('nobody knows whether the stream has ended: the update shows the same once', async () => {
  await slowly({}, async () => {
    workspace.breakNext('chat.stopStream', { silentMs: 2500 });
  });
  expect(only()).toMatchObject({ blocks: [block] });
});

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  chosen,
  firstSource,
  labelled,
  labelsOf,
  opinion,
  press,
  pressBody,
  pressForMore,
  pressInPlace,
  submission,
  typed,
  wordsOf,
} from '../../fixtures/slack-gestures.ts';
import { openSlackRig, type SlackRig, writeTo } from '../../fixtures/slack-service.ts';

let rig: SlackRig;
beforeAll(async () => {
  rig = await openSlackRig();
});
afterAll(() => rig.close());
afterEach(() => {
  expect(rig.workspace.refused).toEqual([]);
  expect(rig.failures).toEqual([]);
});

test('a draft goes through its steps in one message, over a restart', async () => {
  const { answer } = await writeTo(rig, '给王建国写条定存到期的短信');
  const first = wordsOf(answer);
  expect(labelsOf(answer)).toEqual(expect.arrayContaining(['采用', '更短', '修改', '弃用']));
  await pressInPlace(rig, answer, '更短');
  expect(wordsOf(answer)).not.toBe(first);
  rig = await rig.restart();
  await pressInPlace(rig, answer, '采用');
  expect(wordsOf(answer)).toContain('已采用');
  await pressInPlace(rig, answer, '已发送');
  expect(wordsOf(answer)).toContain('已登记');
});

test('a draft is changed in a form, and a form of a changed draft is turned away', async () => {
  const { workspace } = rig;
  const { answer } = await writeTo(rig, '给王建国写条定存到期的短信');
  press(rig, answer, labelled('修改'));
  const modal = await workspace.until(() => workspace.modals.at(-1));
  const metadata = String(modal.private_metadata);
  const text =
    '【演示银行】王先生您好，您的定期存款12月4日到期，怎么安排由您决定。城东支行李敏，工号1024，客服95XXX。';
  const values = { text: typed(text) };
  workspace.deliver('interactive', submission(rig, 'edit', values, { metadata }));
  await workspace.until(() => answer.updates > 0);
  expect(wordsOf(answer)).toContain('怎么安排由您决定');
  const again = workspace.deliver('interactive', submission(rig, 'edit', values, { metadata }));
  await workspace.until(() => workspace.acks.has(again));
  expect(JSON.stringify(workspace.acks.get(again))).toContain('已经改过了');
});

test('an approval holds for the text on the card, not for one that came after', async () => {
  const { answer, root } = await writeTo(rig, '给王建国写条定存到期的短信');
  await writeTo(rig, '更短', { thread: root });
  const more = await pressForMore(rig, answer, '采用');
  expect(wordsOf(more)).toContain('文字已经改过');
});

test('a press means its own card, whatever was said after it', async () => {
  const { answer, root } = await writeTo(rig, '给王建国写条定存到期的短信');
  await writeTo(rig, '给陈丽写条定存到期的短信', { thread: root });
  await pressInPlace(rig, answer, '采用');
  expect(wordsOf(answer)).toMatch(/王先生/);
  expect(wordsOf(answer)).toContain('已采用');
});

test('an alert gets its outcome: proposed, confirmed, and the alert closes', async () => {
  const { answer: list } = await writeTo(rig, '现在有哪些预警');
  const name = labelsOf(list).find(
    (label) => /^\p{Script=Han}{2,4}$/u.test(label) && label !== '展开',
  );
  const alert = await pressForMore(rig, list, name ?? '?');
  expect(labelsOf(alert)).toEqual(expect.arrayContaining(['客户自用', '稍后提醒', '误报']));
  const proposal = await pressForMore(rig, alert, '客户自用');
  expect(wordsOf(proposal)).toContain('准备记');
  await pressInPlace(rig, proposal, '确认');
  expect(wordsOf(proposal)).toContain('已记');
  await rig.workspace.until(() => alert.updates > 0);
  expect(labelsOf(alert)).toEqual([]);
  expect(wordsOf(alert)).toContain('已记');
});

test('a second press on a button does nothing twice', async () => {
  const { answer } = await writeTo(rig, '客户老说要考虑考虑，怎么办');
  await pressForMore(rig, answer, '他还是不同意');
  const before = rig.workspace.quiet.length;
  press(rig, answer, labelled('他还是不同意'));
  const reply = await rig.workspace.until(() => rig.workspace.quiet[before]);
  expect(JSON.stringify(reply)).toContain('已经做过了');
});

test('a colleague’s press changes nothing', async () => {
  const { answer } = await writeTo(rig, '给王建国写条定存到期的短信');
  const before = rig.workspace.quiet.length;
  press(rig, answer, labelled('采用'), { user: 'U1025' });
  const reply = await rig.workspace.until(() => rig.workspace.quiet[before]);
  expect(JSON.stringify(reply)).toContain('发给同事的');
  expect(answer.updates).toBe(0);
});

test('a source opens with its passage, and what is folded opens too', async () => {
  const { workspace } = rig;
  const { answer } = await writeTo(rig, '客户老说要考虑考虑，怎么办');
  const before = workspace.modals.length;
  press(rig, answer, firstSource as never);
  const source = await workspace.until(() => workspace.modals[before]);
  expect(JSON.stringify(source)).toContain('看原文');
  press(rig, answer, labelled('展开'));
  const folded = await workspace.until(() => workspace.modals[before + 1]);
  expect(JSON.stringify(folded)).toContain('rich_text');
});

test('an opinion is kept, and one that is not good asks why', async () => {
  const { workspace, service } = rig;
  const { answer } = await writeTo(rig, '客户老说要考虑考虑，怎么办');
  const before = workspace.modals.length;
  press(rig, answer, opinion(false));
  const modal = await workspace.until(() => workspace.modals[before]);
  const metadata = String(modal.private_metadata);
  const values = { reason: chosen('太长'), words: typed('两句就够') };
  workspace.deliver('interactive', submission(rig, 'reason', values, { metadata }));
  const card = await service.state.sentCards.find(metadata);
  const kept = async () => service.state.library.turn('1024', card?.turnId ?? '');
  while ((await kept())?.feedback?.reason == null) await new Promise((done) => setTimeout(done, 2));
  expect((await kept())?.feedback).toEqual({ helpful: false, reason: '太长：两句就够' });
});

test('a form makes a draft in direct messages; an empty one says what is missing', async () => {
  const { workspace } = rig;
  workspace.deliver('interactive', {
    type: 'shortcut',
    callback_id: 'draft_outreach',
    trigger_id: workspace.nextId('trigger'),
    user: { id: 'U1024' },
    team: { id: 'T1' },
  });
  const before = workspace.modals.length;
  await workspace.until(() => workspace.modals.length > before || workspace.modals.length > 0);
  const empty = submission(rig, 'draft', { client: typed(' ') });
  const envelope = workspace.deliver('interactive', empty);
  await workspace.until(() => workspace.acks.has(envelope));
  expect(JSON.stringify(workspace.acks.get(envelope))).toContain('请写上姓名');
  const posted = workspace.answersIn('DU1024').length;
  const values = {
    client: typed('王建国'),
    purpose: chosen('maturity-reminder'),
    channel: { value: { type: 'radio_buttons', selected_option: { value: 'sms' } } },
    note: typed(''),
  };
  workspace.deliver('interactive', submission(rig, 'draft', values));
  const draft = await workspace.until(() => workspace.answersIn('DU1024')[posted]);
  expect(labelsOf(draft)).toContain('采用');
});

test('the home tab shows alerts, the list and drafts, and its buttons ask in direct messages', async () => {
  const { workspace } = rig;
  const opened = { type: 'app_home_opened', user: 'U1024', channel: 'DU1024', tab: 'home' };
  workspace.deliver('events_api', workspace.event(opened));
  const blocks = await workspace.until(() => workspace.homes.get('U1024'));
  expect(JSON.stringify(blocks)).toMatch(/预警[\s\S]*今日清单[\s\S]*草稿/);
  const label = labelsOf({ blocks })[0] ?? '?';
  const posted = workspace.answersIn('DU1024').length;
  const body = pressBody(rig, { blocks }, labelled(label), { container: { type: 'view' } });
  const { response_url: _url, ...fromHome } = body;
  workspace.deliver('interactive', fromHome);
  const answer = await workspace.until(() => workspace.answersIn('DU1024')[posted]);
  expect(wordsOf(answer)).toContain(label);
});

test('a card that nobody remembers says so', async () => {
  const { workspace } = rig;
  const { answer } = await writeTo(rig, '客户老说要考虑考虑，怎么办');
  const before = workspace.quiet.length;
  press(rig, answer, () => ({ action_id: 'card-0', value: `${'0'.repeat(32)}:0` }));
  const reply = await workspace.until(() => workspace.quiet[before]);
  expect(JSON.stringify(reply)).toContain('太旧了');
});

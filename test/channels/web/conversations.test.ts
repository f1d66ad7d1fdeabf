import { expect, test } from 'vitest';
import type { WirePassage } from '../../../src/channels/web/wire.ts';
import { type AnsweredTurn, eventsUntil, openTestWeb, Visitor } from '../../fixtures/web.ts';

const question = '客户老说要考虑考虑，怎么办';

test('a question is answered with a card, and its source opens whole with the quoted span in it', async () => {
  const web = await openTestWeb();
  const visitor = await new Visitor(web).signIn();
  const { turnId, turn } = await visitor.ask(question);
  expect(turn).toMatchObject({ question, state: 'answered', feedback: null });
  expect(turn.answer.card.sections.length).toBeGreaterThan(0);
  const source = await visitor.read<WirePassage>(`/api/turns/${turnId}/citations/1`);
  expect(source.whole).toBe(true);
  expect(source.text).toContain(source.citation.quote);
  expect((await visitor.get(`/api/turns/${turnId}/citations/99`)).status).toBe(404);
  await web.close();
});

test('conversations are listed by the first question, renamed, deleted', async () => {
  const web = await openTestWeb();
  const visitor = await new Visitor(web).signIn();
  const { conversationId } = await visitor.ask(question);
  await visitor.ask('换个说法', conversationId);
  const list = async () => (await visitor.get('/api/conversations')).json();
  expect(await list()).toMatchObject([{ conversationId, title: question }]);
  const path = `/api/conversations/${conversationId}`;
  expect((await visitor.send('PATCH', path, { title: '刘先生' })).status).toBe(204);
  expect(await (await visitor.get(path)).json()).toMatchObject({
    title: '刘先生',
    turns: [{ question }, { question: '换个说法', state: 'answered' }],
  });
  expect((await visitor.send('DELETE', path)).status).toBe(204);
  expect(await list()).toEqual([]);
  await web.close();
});

test('another’s conversation is answered exactly like one that does not exist', async () => {
  const web = await openTestWeb();
  const owner = await new Visitor(web).signIn('1024');
  const other = await new Visitor(web).signIn('1031');
  const { conversationId, turnId } = await owner.ask(question);
  const answerTo = async (visitor: Visitor, conversation: string, turn: string) => {
    const post = { turnId: crypto.randomUUID(), conversationId: conversation, text: '看看' };
    const responses = [
      await visitor.get(`/api/conversations/${conversation}`),
      await visitor.send('PATCH', `/api/conversations/${conversation}`, { title: '我的' }),
      await visitor.send('DELETE', `/api/conversations/${conversation}`),
      await visitor.send('POST', '/api/turns', post),
      await visitor.get(`/api/turns/${turn}`),
      await visitor.get(`/api/turns/${turn}/citations/1`),
      await visitor.send('PUT', `/api/turns/${turn}/feedback`, { helpful: true, reason: null }),
      await visitor.send('POST', `/api/turns/${turn}/cancel`),
    ];
    return Promise.all(responses.map(async (one) => `${one.status} ${await one.text()}`));
  };
  const foreign = await answerTo(other, conversationId, turnId);
  expect(foreign).toEqual(await answerTo(other, crypto.randomUUID(), crypto.randomUUID()));
  expect(await (await other.get('/api/conversations')).json()).toEqual([]);
  expect((await owner.get(`/api/conversations/${conversationId}`)).status).toBe(200);
  await web.close();
});

test('a turn posted twice, even at once, is taken once', async () => {
  let taken = 0;
  const web = await openTestWeb({
    around: (take) => (turn, watch) => {
      taken++;
      return take(turn, watch);
    },
  });
  const visitor = await new Visitor(web).signIn();
  const turn = { turnId: crypto.randomUUID(), conversationId: null, text: question };
  const post = () => visitor.send('POST', '/api/turns', turn).then((one) => one.json());
  const [one, two] = await Promise.all([post(), post()]);
  const three = await post();
  expect(one).toEqual(two);
  expect(three).toEqual(one);
  expect(taken).toBe(1);
  await web.close();
});

test('another’s turn id is not taken over', async () => {
  const web = await openTestWeb();
  const owner = await new Visitor(web).signIn('1024');
  const other = await new Visitor(web).signIn('1031');
  const { turnId } = await owner.ask(question);
  const post = { turnId, conversationId: null, text: '你好' };
  expect((await other.send('POST', '/api/turns', post)).status).toBeGreaterThanOrEqual(400);
  expect(await (await owner.get(`/api/turns/${turnId}`)).json()).toMatchObject({ question });
  await web.close();
});

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

test('a stream shows the steps, then the answer; who joins later gets what was missed', async () => {
  const waiting = gate();
  const web = await openTestWeb({ pauseBefore: () => waiting.opened });
  const visitor = await new Visitor(web).signIn();
  const turnId = crypto.randomUUID();
  const post = { turnId, conversationId: null, text: question };
  const posted = await visitor.send('POST', '/api/turns', post);
  const accepted = (await posted.json()) as { conversationId: string };
  const path = `/api/conversations/${accepted.conversationId}/events`;
  const stream = await visitor.get(path);
  waiting.open();
  const events = await eventsUntil(stream, ({ data }) => data.state === 'answered');
  expect(events.map((event) => event.name)).toContain('step');
  expect(events.at(-1)).toMatchObject({ name: 'turn', id: turnId });

  const again = await eventsUntil(await visitor.get(path), ({ name }) => name === 'turn');
  expect(again).toMatchObject([{ name: 'turn', data: { turnId, state: 'answered' } }]);
  const second = await visitor.ask('换个说法', accepted.conversationId);
  const resumed = await visitor.get(path, { 'last-event-id': turnId });
  const rest = await eventsUntil(resumed, ({ name }) => name === 'turn');
  expect(rest.map((event) => event.data.turnId)).toEqual([second.turnId]);
  await web.close();
});

test('a cancelled turn is stored as cancelled, and the next one goes on', async () => {
  const waiting = gate();
  const web = await openTestWeb({ pauseBefore: () => waiting.opened });
  const visitor = await new Visitor(web).signIn();
  const turnId = crypto.randomUUID();
  await visitor.send('POST', '/api/turns', { turnId, conversationId: null, text: question });
  const cancelled = await visitor.send('POST', `/api/turns/${turnId}/cancel`);
  expect(await cancelled.json()).toEqual({ cancelled: true });
  waiting.open();
  await web.stop();
  expect(await visitor.read(`/api/turns/${turnId}`)).toMatchObject({ state: 'cancelled' });
  expect((await visitor.ask(question)).turn.state).toBe('answered');
  await web.close();
});

test('an opinion is kept with its reason and may be changed', async () => {
  const web = await openTestWeb();
  const visitor = await new Visitor(web).signIn();
  const { turnId } = await visitor.ask(question);
  const path = `/api/turns/${turnId}/feedback`;
  await visitor.send('PUT', path, { helpful: true, reason: null });
  expect((await visitor.send('PUT', path, { helpful: false, reason: '太长' })).status).toBe(204);
  const turn = await visitor.read<AnsweredTurn>(`/api/turns/${turnId}`);
  expect(turn.feedback).toEqual({ helpful: false, reason: '太长' });
  await web.close();
});

test('stopping waits until a running answer is stored', async () => {
  const waiting = gate();
  const web = await openTestWeb({ pauseBefore: () => waiting.opened });
  const visitor = await new Visitor(web).signIn();
  const turnId = crypto.randomUUID();
  await visitor.send('POST', '/api/turns', { turnId, conversationId: null, text: question });
  const stopped = web.stop();
  waiting.open();
  await stopped;
  expect(await visitor.read(`/api/turns/${turnId}`)).toMatchObject({ state: 'answered' });
  await web.close();
});

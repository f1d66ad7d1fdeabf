import { describe, expect, test } from 'vitest';
import { answerWith } from '../../src/domain/conversation/answer.ts';
import { SqlConversationLibrary } from '../../src/store/sql-conversation-library.ts';
import { SqlConversationStore } from '../../src/store/sql-conversation-store.ts';
import { stateEngines } from '../fixtures/states.ts';

const citation = {
  n: 1,
  passageId: 'a#1',
  document: '甲',
  heading: '',
  origin: 'course',
  quote: '先问用途。',
  source: '课',
} as const;
const answer = answerWith({
  kind: 'answer',
  intent: 'playbook',
  card: {
    title: null,
    sections: [{ label: null, note: null, parts: [{ kind: 'text', text: '先问用途。[1]' }] }],
    folded: [],
    actions: [],
    citations: [citation],
  },
});

describe.each(stateEngines)('the own conversations on $name', ({ open }) => {
  async function openBoth() {
    const { db, close } = await open();
    const clock = { now: () => new Date('2026-11-24T08:00:00+08:00') };
    const store = new SqlConversationStore(db, clock);
    const begin = (question: string, conversationId = 'c1', employeeId = 'rm1') =>
      store.begin({ conversationId, employeeId, question });
    return { store, begin, library: new SqlConversationLibrary(db), close };
  }

  test('an employee sees the own conversations, the one that went on last first', async () => {
    const { begin, library, close } = await openBoth();
    await begin('甲', 'c1');
    await begin('乙', 'c2');
    await begin('丙', 'c3', 'rm2');
    await begin('又甲', 'c1');
    const list = await library.list('rm1', 10);
    expect(list.map(({ conversationId, title }) => [conversationId, title])).toEqual([
      ['c1', '甲'],
      ['c2', '乙'],
    ]);
    await close();
  });

  test('another’s turn can’t be added to a conversation, and the refusal does not say that it exists', async () => {
    const { begin, library, close } = await openBoth();
    await begin('甲');
    await expect(begin('混进来', 'c1', 'rm2')).rejects.toThrow(/没有找到这段对话/);
    expect((await library.transcript('rm1', 'c1'))?.turns).toHaveLength(1);
    await close();
  });

  test('a cited passage comes back as it stood then, also after the knowledge has changed', async () => {
    const { store, begin, library, close } = await openBoth();
    const first = await begin('怎么问');
    await store.finish(first, answer, 'v1', [{ id: 'a#1', text: '先问用途。旧文。' }]);
    const second = await begin('怎么问');
    await store.finish(second, answer, 'v2', [{ id: 'a#1', text: '先问用途。新文。' }]);
    expect(await library.cited('rm1', first, 1)).toEqual({
      citation,
      passageText: '先问用途。旧文。',
    });
    expect((await library.cited('rm1', second, 1))?.passageText).toBe('先问用途。新文。');
    expect(await library.cited('rm2', first, 1)).toBeNull();
    await close();
  });

  test('a transcript tells cancelled from interrupted turns and keeps opinions', async () => {
    const { store, begin, library, close } = await openBoth();
    const cancelled = await begin('一');
    const failed = await begin('二');
    const answered = await begin('三');
    await store.giveUp(cancelled, 'cancelled');
    await store.giveUp(failed, 'failed');
    await store.finish(answered, answer, 'v1');
    await store.giveUp(answered, 'cancelled');
    await store.recordFeedback(answered, false, '太长');
    const turns = (await library.transcript('rm1', 'c1'))?.turns;
    expect(turns?.map((turn) => turn.state)).toEqual(['cancelled', 'interrupted', 'answered']);
    expect(turns?.[2]?.feedback).toEqual({ helpful: false, reason: '太长' });
    await close();
  });

  test('a deleted conversation leaves nothing behind', async () => {
    const { store, begin, library, close } = await openBoth();
    const turnId = await begin('甲');
    await store.finish(turnId, answer, 'v1');
    await store.recordFeedback(turnId, true, null);
    expect(await library.remove('rm2', 'c1')).toBe(false);
    expect(await library.remove('rm1', 'c1')).toBe(true);
    expect(await library.transcript('rm1', 'c1')).toBeNull();
    expect(await library.turn('rm1', turnId)).toBeNull();
    await close();
  });
});

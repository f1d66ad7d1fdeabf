import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { Card } from '../../src/domain/card/card.ts';
import { answerWith } from '../../src/domain/conversation/answer.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { SqlConversationStore } from '../../src/store/sql-conversation-store.ts';
import { folderWith } from '../fixtures/cards.ts';
import { type OpenedState, stateEngines } from '../fixtures/states.ts';

const clock = { now: () => new Date('2026-11-24T08:00:00+08:00') };
const citation = {
  n: 1,
  passageId: 'a#1',
  document: '甲',
  heading: '',
  origin: 'course',
  quote: '先问用途。',
  source: '课',
} as const;
const card: Card = {
  title: null,
  sections: [{ label: null, note: null, parts: [{ kind: 'text', text: '先问用途。[1]' }] }],
  folded: [],
  actions: [{ label: '看原文', do: 'open', citation: 1 }],
  citations: [citation],
};
const topic = { cardIds: ['a'], channel: null, disc: 'D', rung: 1, shown: ['照着说'] } as const;
const answer = answerWith({
  kind: 'answer',
  intent: 'playbook',
  card,
  topic,
  suggestions: ['然后呢'],
});

const begin = { conversationId: 'c1', employeeId: 'rm1', question: '怎么问' };

describe.each(stateEngines)('conversations on $name', ({ open }) => {
  async function openStore(opened?: OpenedState) {
    const state = opened ?? (await open());
    const store = new SqlConversationStore(state.db, clock);
    const reopened = async () => {
      await state.close();
      return openStore(await state.again());
    };
    return { store, reopened, close: () => state.close() };
  }

  test('an answer comes back as it was shown, also after reopening', async () => {
    const { store, reopened } = await openStore();
    const turnId = await store.begin(begin);
    await store.finish(turnId, answer, 'v1');
    const { store: again, close } = await reopened();
    expect(await again.recent('c1', 5)).toEqual([{ turnId, question: '怎么问', answer }]);
    await close();
  });

  test('turns of a conversation come back oldest first', async () => {
    const { store, close } = await openStore();
    for (const question of ['一', '二', '三']) await store.begin({ ...begin, question });
    const recent = await store.recent('c1', 2);
    expect(recent.map((turn) => turn.question)).toEqual(['二', '三']);
    await close();
  });

  test('a turn that a killed process left open is reported once', async () => {
    const { store, reopened } = await openStore();
    await store.begin(begin);
    const { store: again, close } = await reopened();
    expect(await again.recoverInterrupted(new Date(clock.now().getTime() - 1))).toEqual([]);
    expect((await again.recoverInterrupted(clock.now())).map((turn) => turn.question)).toEqual([
      '怎么问',
    ]);
    expect(await again.recoverInterrupted(clock.now())).toEqual([]);
    await close();
  });

  test('feedback on a turn may be changed', async () => {
    const { store, close } = await openStore();
    const turnId = await store.begin(begin);
    await store.recordFeedback(turnId, true, null);
    await store.recordFeedback(turnId, false, '太长');
    await close();
  });
});

test('a database of a newer version is refused and left alone', async () => {
  const file = join(folderWith({}), 'guichao.db');
  await (await openDatabase(file)).destroy();
  const raw = new Database(file);
  raw.prepare('INSERT INTO kysely_migration (name, timestamp) VALUES (?, ?)').run('999-later', 'x');
  raw.close();
  await expect(openDatabase(file)).rejects.toThrow(/更新的版本/);
});

test('a file that is no database is refused with advice', async () => {
  const root = folderWith({ 'guichao.db': '这不是数据库'.repeat(200) });
  await expect(openDatabase(join(root, 'guichao.db'))).rejects.toThrow(/打不开或已损坏/);
});

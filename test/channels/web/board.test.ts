import { expect, test } from 'vitest';
import { openTestWeb, Visitor } from '../../fixtures/web.ts';

test('boards and inbox are told to who is signed in, in that person’s name only', async () => {
  const asked: string[] = [];
  const note = <T>(value: T) => {
    return async (employeeId: string, what = '') => {
      asked.push(`${employeeId} ${what}`.trim());
      return value;
    };
  };
  const board = {
    inbox: note({ unread: 2, conversationId: 'c1' }),
    read: note(undefined),
    alerts: note({ through: '数据截至11月23日日终', alerts: [] }),
    trend: note(null),
    work: note({ through: '', progress: '', load: '', waiting: 0, items: [] }),
    team: note({ through: '', summary: '', managers: [], weeks: [], lastWeek: '' }),
  };
  const web = await openTestWeb({ parts: { board } });
  const visitor = new Visitor(web);
  expect((await visitor.send('GET', '/api/inbox')).status).toBe(401);
  await visitor.send('POST', '/api/session', { employeeId: '1024' });
  const inbox = await visitor.send('GET', '/api/inbox');
  expect(await inbox.json()).toEqual({ unread: 2, conversationId: 'c1' });
  expect((await visitor.send('POST', '/api/inbox/read', { conversationId: 'c1' })).status).toBe(
    204,
  );
  expect((await visitor.send('GET', '/api/board/alerts/A-1/trend')).status).toBe(404);
  for (const name of ['alerts', 'work', 'team']) {
    expect((await visitor.send('GET', `/api/board/${name}`)).status).toBe(200);
  }
  expect(asked).toEqual(['1024', '1024 c1', '1024 A-1', '1024', '1024', '1024']);
  await web.close();
});

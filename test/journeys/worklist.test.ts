import { expect, test } from 'vitest';
import { loadText } from '../../src/journeys/alerts/book-load.ts';
import { worklist } from '../../src/journeys/alerts/worklist.ts';
import { teamFigures } from '../../src/journeys/delivery/team-figures.ts';
import { openAlertBook } from '../fixtures/alert-parts.ts';

const contactsHead =
  'contact_id,client_id,manager_id,contacted_at,channel,direction,effective,next_on\n';

function bookOf(count: number, tier: string): Record<string, string> {
  const rows = Array.from(
    { length: count },
    (_, at) => `C${at + 1},M1,客户${at + 1},2018-01-10,${tier},${at === 0 ? 'call' : ''}`,
  );
  return {
    'clients.csv': `client_id,manager_id,name,opened_on,tier,preferred_channel\n${rows.join('\n')}\n`,
  };
}

async function listOf(files: Record<string, string>) {
  const { parts, reader, at } = await openAlertBook(files);
  at('2026-11-24T08:30:00+08:00');
  const list = await worklist(
    { employeeId: 'M1', reader: await reader('M1') },
    parts().today,
    parts(),
  );
  return { list, parts, reader };
}

test('a book too large for its tiers is told to the manager and to who leads the team', async () => {
  const { list, parts, reader } = await listOf(bookOf(60, '私行'));
  // 60 weekly clients over five working days of seven: 12 a day, where the numbers hold 6.
  expect(loadText(list)).toMatch(/其中\d+位按层级已到日子，今天排不下/);
  expect(loadText(list)).toContain('按层级每个工作日要联系约12位，一天的数是6位');
  const { overloaded } = await teamFigures(await reader('M0'), parts().today, parts());
  expect(overloaded).toEqual([
    { name: '李敏', figures: '按层级每个工作日要联系约12位，一天的数是6位' },
  ]);
});

test('a book that fits says nothing of it', async () => {
  const { list, parts, reader } = await listOf(bookOf(60, '普通'));
  expect(loadText({ ...list, crowdedOut: 0 })).toBe('');
  const { overloaded } = await teamFigures(await reader('M0'), parts().today, parts());
  expect(overloaded).toEqual([]);
});

test('a call that may fail is planned a day early, and a message follows one that failed', async () => {
  const own = async (missed: string) => {
    const book = bookOf(3, '普通');
    const others = ['C2', 'C3'].map(
      (id) => `${id}K,${id},M1,2026-11-23T09:00:00+08:00,sms,out,,\n`,
    );
    const own = `K0,C1,M1,2026-10-26T10:00:00+08:00,call,out,true,\n${missed}`;
    const contacts = `${contactsHead}${own}${others.join('')}`;
    const { list } = await listOf({ ...book, 'contacts.csv': contacts });
    return list.items.find(({ clientId }) => clientId === 'C1');
  };
  // Last spoken with on 26 October, so due on 25 November.
  expect(await own('')).toMatchObject({ action: 'call', elseMessage: false });
  const missed = 'K1,C1,M1,2026-11-23T10:00:00+08:00,call,out,false,\n';
  expect(await own(missed)).toMatchObject({ action: 'message' });
});

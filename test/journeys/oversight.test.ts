import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenDrafting, openBankDrafting } from '../fixtures/drafting.ts';
import { outreachBook } from '../fixtures/outreach-book.ts';
import { outreachTalk } from '../fixtures/outreach-talk.ts';

let open: OpenDrafting;
let talk: ReturnType<typeof outreachTalk>;

const officer = (text: string, about = 'log') => talk.ask(text, 'K1', about);

beforeAll(async () => {
  open = await openBankDrafting(outreachBook());
  talk = outreachTalk(open);
  await talk.ask('给王建国发权益提醒的短信', 'M1');
  const draft = await talk.ask('给陈丽写条关怀微信', 'M1');
  expect(draft.kind).toBe('draft');
  await talk.ask('改成：陈女士您好，这款产品保本保息，您放心。', 'M1');
  await talk.ask('采用', 'M1');
  await talk.ask('给单雄信发权益提醒的短信', 'M2');
});
afterAll(() => open.close());

test('what was held back is listed with why, and no client can be recognised', async () => {
  const list = await officer('今天拦了哪些');
  expect(list.text).toContain('**4 条**');
  expect(list.text).toMatch(/CO-01 没有营销授权/);
  expect(list.text).toMatch(/PR-01/);
  for (const secret of ['王建国', '陈丽', '陈女士', 'C1 ', '单雄信'])
    expect(list.text).not.toContain(secret);
  const one = await officer('被 PR-01 拦的');
  expect(one.text).toMatch(/\*\*2 条\*\*/);
  expect((await officer('上个月拦了哪些')).text).toContain('没有');
  expect((await officer('今天城西支行拦了哪些')).text).toContain('**1 条**');
});

test('counts by rule and by branch go on from the list', async () => {
  await officer('今天拦了哪些', 'tally');
  expect((await officer('按规则统计', 'tally')).text).toMatch(/\| CO-01 \| 没有营销授权 \| 2 \|/);
  expect((await officer('按支行统计', 'tally')).text).toMatch(
    /\| 城东支行 \| 3 \| .*\n\| 城西支行 \| 1 \|/,
  );
});

test('one entry tells why, its rule set and its whole way; who the client is takes a case number', async () => {
  const edited = (
    await open.parts.log.search(
      { from: 0, to: 99_999, blocked: true, rule: 'PR-01' },
      { limit: 1, offset: 0 },
    )
  ).entries[0];
  const position = edited?.position ?? 0;
  const entry = await officer(`看第 ${position} 条`);
  expect(entry.text).toMatch(/某女士您好，这款产品保本保息/);
  expect(entry.text).toContain(open.parts.compliance.ruleSet);
  expect(entry.text).toMatch(/起草[\s\S]*修改：PR-01/);
  expect((await officer(`揭示 ${position}`)).text).toContain('案号');
  const revealed = await officer(`揭示 ${position} 案号：XB-2026-001`);
  expect(revealed.text).toContain('C2');
  const logged = await talk.lookedUp();
  const reveal = logged.find(({ action }) => action === 'outreach-reveal');
  expect(reveal).toMatchObject({ employee_id: 'K1', client_ids: '["C2"]' });
  expect(reveal?.fields).toContain('XB-2026-001');
});

test('days of its own make a new question of what else would go on', async () => {
  await officer('今天拦了哪些', 'anew');
  expect((await officer('导出上个月拦截的记录', 'anew')).text).toMatch(/上个月.*没有/);
  expect((await officer('上个月拦截按规则统计', 'anew')).text).toMatch(/上个月.*没有/);
});

test('an export is masked and logged', async () => {
  const answer = await officer('导出今天拦截的记录');
  const file = answer.card.actions.find((action) => action.do === 'save');
  const content = file?.do === 'save' ? file.content : '';
  expect(content.trim().split('\r\n')).toHaveLength(5);
  expect(content).not.toMatch(/王建国|陈丽|陈女士|,C2,/);
  const logged = await talk.lookedUp();
  expect(logged.some(({ action }) => action === 'outreach-export')).toBe(true);
});

test('a change of the rules is tried on a text and on the log, and changes nothing', async () => {
  const before = open.parts.compliance.ruleSet;
  const tried = await officer('试规则 PS-01 加“手续排好”，查：我帮您把手续排好');
  expect(tried.text).toMatch(/现在：规则检查通过[\s\S]*改后：不能发：PS-01/);
  const lax = await officer('试规则 放行“保本保息”');
  expect(lax.text).toMatch(/多拦 0 条，少拦 1 条/);
  expect((await officer('试规则 ZZ-99 加“手续”')).text).toContain('没有 ZZ-99');
  expect(open.parts.compliance.ruleSet).toBe(before);
});

test('nobody else sees the log; one’s own blocks one may see', async () => {
  for (const who of ['M1', 'S1', 'H1']) {
    const answer = await talk.ask('今天拦了哪些', who, 'peek');
    expect(answer.kind, who).toBe('refused');
    const own = await talk.ask('揭示 1 案号：XB-2026-001', who, 'peek');
    expect(own.text, who).not.toMatch(/C\d/);
  }
  const own = await talk.ask('我今天被拦了哪些', 'M2', 'own');
  expect(own.text).toContain('**1 条**');
  expect(own.text).toContain('C6');
  expect(own.text).not.toMatch(/C1|C2/);
});

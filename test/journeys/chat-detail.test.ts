import { beforeAll, expect, test } from 'vitest';
import type { Card } from '../../src/domain/card/card.ts';
import { maskedCard } from '../../src/domain/card/masked-card.ts';
import type { ChatDetail } from '../../src/journeys/conversation/card-for-chat.ts';
import { chatConversationId } from '../../src/journeys/conversation/chat-ids.ts';
import { chatTurn } from '../../src/journeys/conversation/chat-turn.ts';
import { type ChatService, canary, openChatService } from '../fixtures/chat-service.ts';

let service: ChatService;
let names: readonly string[];
let count = 0;

beforeAll(async () => {
  service = await openChatService();
  const reader = await service.state.book.for({ employeeId: '1024' });
  const { clients } = await reader.list({ conditions: [], limit: 1000 });
  // The manager signs drafts, and has a namesake among the clients.
  names = clients.map(({ name }) => name).filter((name) => name !== '李敏');
});

/** All that a channel could send of a card; what its actions ask stays behind. */
const visible = ({ title, sections, folded, actions, citations }: Card): string =>
  JSON.stringify([title, sections, folded, citations, actions.map(({ label }) => label)]);

async function asked(
  texts: readonly string[],
  { detail = 'banded', shared = false }: { detail?: ChatDetail; shared?: boolean } = {},
) {
  const conversationId = await chatConversationId('slack', '1024', [String(count)]);
  const parts = { ...service.chat, detail, pageAddress: 'https://guichao.example/' };
  let last: Awaited<ReturnType<typeof chatTurn>> | undefined;
  for (const text of texts) {
    const message = { channel: 'slack', employeeId: '1024', conversationId, text, shared } as const;
    last = await chatTurn({ ...message, eventKey: `e${count++}` }, parts);
  }
  if (last === undefined) throw new Error('nothing asked');
  return {
    ...last,
    shown: visible(last.card),
    link: `https://guichao.example/c/${conversationId}`,
  };
}

const aboutClients = [
  ['查一下王建国的资料'],
  ['下午三点王建国王总来，给我过一遍'],
  ['王建国的定存什么时候到期'],
  ['王建国生日是哪天，多大了'],
  ['王建国手机号多少'],
  ['我名下这个月到期超过50万的'],
  ['三个月没联系的客户'],
  ['李姐的测评过期没'],
  ['现在有哪些预警'],
  ['王建国的预警给我看'],
  ['王建国为什么预警'],
  ['王建国的预警，联系过了，是买房用款'],
  ['今天先打给谁'],
  ['给王建国写条定存到期的短信'],
  ['给王建国写条定存到期的短信', '更短'],
  ['给李姐写条生日短信'],
  ['记一笔：王建国，今天电话聊了到期，下周五再联系'],
  ['记一笔：王建国，今天电话聊了到期，下周五再联系', '确认'],
  ['王建国说利率太低，怎么回'],
] as readonly string[][];

test.each(aboutClients)(
  'banded: “%s” shows no name, id, number, birthday or note',
  async (...texts) => {
    const { shown: all, link } = await asked(texts);
    const shown = all.replace(link, '');
    expect(names.filter((name) => shown.includes(name))).toEqual([]);
    expect(shown).not.toMatch(/C\d{6}|[HTKQL]\d{4,}/);
    expect(shown).not.toMatch(/尾号\s*\d|1[3-9]\d{9}|\d{12,}/);
    expect(shown).not.toMatch(/生日[是为]?\d|\d\.\d{1,2}万/);
    for (const secret of Object.values(canary)) expect(shown).not.toContain(secret);
  },
);

test('banded: a client is called by surname, sums lie in bands, and the rest is a link', async () => {
  const { shown, link } = await asked(['查一下王建国的资料']);
  expect(shown).toMatch(/王先生/);
  expect(shown).toMatch(/20万–50万/);
  expect(shown).toContain(link);
});

test('banded: two who are called alike are told apart, and a press means the right one', async () => {
  const { card } = await asked(['李姐的测评过期没']);
  const labels = card.actions.map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
  expect(labels.join()).toMatch(/甲/);
  const [action] = card.actions;
  const { answer } = await asked([action?.do === 'ask' ? action.text : '']);
  expect(answer.kind).toBe('client');
});

test('banded: a draft with gaps is not approved unseen', async () => {
  const clear = await asked(['给王建国写条定存到期的短信']);
  expect(clear.card.actions.map(({ label }) => label)).toContain('采用');
  const own =
    '改成：【演示银行】王先生您好，您尾号6621账户的一笔定期存款将于12月4日到期，到期后如何安排由您决定，需要我协助请回电。城东支行李敏，工号1024，客服95XXX。';
  const { answer, card, shown } = await asked(['给王建国写条定存到期的短信', own]);
  expect(answer.text).toContain('尾号6621');
  expect(shown).toContain('尾号××');
  expect(answer.card.actions.map(({ label }) => label)).toContain('采用');
  expect(card.actions.map(({ label }) => label)).not.toContain('采用');
});

test('banded: figures of the material stay as they are', async () => {
  const { card, answer } = await asked(['存款保险赔多少']);
  expect(card.sections).toEqual(answer.card.sections);
  const citation = (n: number, origin: 'record' | 'regulation') =>
    ({ n, origin, passageId: `p${n}`, document: '', heading: '', quote: '', source: '' }) as const;
  const client = { clientId: 'C000123', names: ['王建国'], called: '王先生', secrets: [] };
  const text = '王建国存了80.0万[1]。本息合计50万元以内全额偿付[2]，他超出30.0万。';
  const part = { kind: 'text', text } as const;
  const mixed = {
    ...card,
    sections: [{ label: null, note: null, parts: [part] }],
    citations: [citation(1, 'record'), citation(2, 'regulation')],
  };
  expect(visible(maskedCard(mixed, [client]))).toContain(
    '王先生存了50万–100万[1]。本息合计50万元以内全额偿付[2]，他超出20万–50万。',
  );
});

test.each(aboutClients.slice(0, 18))(
  'playbook: “%s” is one sentence with the link',
  async (...texts) => {
    const { card, shown, link } = await asked(texts, { detail: 'playbook' });
    expect(card).toMatchObject({ title: null, folded: [], actions: [], citations: [] });
    expect(shown).toContain(link);
    expect(shown).not.toMatch(/王|李|万/);
  },
);

test('full: the card is the answer’s own', async () => {
  const { card, answer } = await asked(['查一下王建国的资料'], { detail: 'full' });
  expect(card.sections).toEqual(answer.card.sections);
});

test('demo data is always full', async () => {
  const demo = await openChatService({ origin: 'demo' });
  const message = {
    channel: 'slack',
    employeeId: '1024',
    conversationId: 'd',
    shared: false,
  } as const;
  const ask = { ...message, eventKey: 'demo', text: '查一下王建国的资料' };
  const { card, answer } = await chatTurn(ask, { ...demo.chat, detail: 'playbook' });
  expect(card.sections).toEqual(answer.card.sections);
});

test.each(aboutClients.slice(0, 18).filter(([, more]) => more === undefined))(
  'where others read along “%s” only moves',
  async (...texts) => {
    const { belongsPrivate, shown } = await asked(texts, { shared: true, detail: 'full' });
    expect(belongsPrivate).toBe(true);
    expect(shown).toContain('我私信回您');
    expect(shown).not.toMatch(/王|李|万/);
  },
);

test('where others read along questions to the material are answered', async () => {
  const { belongsPrivate, answer } = await asked(['客户老说要考虑考虑，怎么办'], { shared: true });
  expect(belongsPrivate).toBe(false);
  expect(answer.intent).toBe('objection');
});

test('an event is answered once, however often it comes', async () => {
  const message = {
    channel: 'wecom',
    employeeId: '1024',
    conversationId: 'once',
    shared: false,
  } as const;
  const ask = { ...message, eventKey: 'again', text: '客户老说要考虑考虑，怎么办' };
  const first = await chatTurn(ask, service.chat);
  const second = await chatTurn(ask, service.chat);
  expect(second.turnId).toBe(first.turnId);
  expect(await service.state.library.transcript('1024', 'once')).toMatchObject({ turns: [{}] });
});

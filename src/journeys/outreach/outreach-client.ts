import type {
  Client,
  ClientStatus,
  ClientSummary,
  Gender,
  OutreachChannel,
} from '../../domain/clients/client.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import { mentionsIn } from '../../domain/clients/client-mention.ts';
import { type Hindrance, hindrance } from '../../domain/outreach/hindrance.ts';
import { mayMarket } from '../../domain/outreach/outreach-facts.ts';
import { isMarketing, isOwed, type Purpose } from '../../domain/outreach/purpose.ts';
import type { ClientReader } from '../../ports/client-book.ts';

export const notFound = '没有找到属于您管户范围的这位客户。如果刚交接，请让主管在系统里完成划转。';

export type FoundClient =
  | { readonly kind: 'found'; readonly card: ClientCard }
  | { readonly kind: 'several'; readonly clients: readonly ClientSummary[] }
  | { readonly kind: 'not-found' };

const titledName =
  /^(欧阳|上官|司马|诸葛|[\p{Script=Han}])(先生|女士|太太|小姐|姐|哥|总|老板|老师|医生|主任|校长|工)$/u;
const titleGender: Readonly<Record<string, Gender>> = {
  先生: 'male',
  哥: 'male',
  女士: 'female',
  太太: 'female',
  小姐: 'female',
  姐: 'female',
};

/** Those of a surname whom a form of address may mean: 黄女士. */
async function byTitle(reader: ClientReader, word: string): Promise<ClientSummary[]> {
  const [, text, title = ''] = titledName.exec(word) ?? [];
  if (text === undefined) return [];
  const clients = await reader.find({ kind: 'name', text });
  const gender = titleGender[title];
  return clients.filter(
    (one) => gender === undefined || one.gender === null || one.gender === gender,
  );
}

/** The client that a word points at, in the reader's own book. */
export async function findClient(reader: ClientReader, word: string): Promise<FoundClient> {
  const ways = mentionsIn(word).map((mention) => () => reader.find(mention));
  for (const way of [...ways, () => byTitle(reader, word)]) {
    const clients = await way();
    const [only] = clients;
    if (only === undefined) continue;
    if (clients.length > 1) return { kind: 'several', clients };
    const card = await reader.card(only.clientId);
    return card ? { kind: 'found', card } : { kind: 'not-found' };
  }
  return { kind: 'not-found' };
}

const ended: Partial<Record<ClientStatus, string>> = {
  deceased: '这位客户登记为已故，不起草任何联系；家属来办，请按继承流程到网点。',
  frozen: '这位客户的账户受限，不起草联系；客户问起，请到网点由主管答复。',
  closed: '这位客户已经销户，不再起草联系。',
};

const channelNames = { sms: '短信', wechat: '企业微信', call: '电话' } as const;

function statusHindrance({ status, doNotContact }: Client, purpose: Purpose): Hindrance | null {
  const gone = ended[status];
  if (gone !== undefined) return hindrance('OT-01', gone);
  if (status === 'no_profile' && isMarketing(purpose))
    return hindrance('OT-01', '这位客户不接受用资料做推荐，不起草营销。');
  if (doNotContact && !isOwed(purpose))
    return hindrance('OT-02', '这位客户说过不要联系，只起草到期提醒和投诉回访。');
  return null;
}

/** Why this client is not to be written to for this; null: nothing known stands against it. */
export function clientHindrance(
  card: ClientCard,
  purpose: Purpose,
  channel: OutreachChannel,
  today: number,
): Hindrance | null {
  const known = statusHindrance(card.client, purpose);
  if (known !== null) return known;
  if (isMarketing(purpose) && !mayMarket(card, channel, today)) {
    const way = channelNames[channel];
    return hindrance(
      'CO-01',
      `这位客户没有同意${way}营销，这条不能写；服务提醒可以写，要营销请先征得同意。`,
    );
  }
  return null;
}

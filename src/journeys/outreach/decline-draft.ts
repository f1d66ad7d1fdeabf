import { formatDay } from '../../domain/calendar/day.ts';
import type { Action } from '../../domain/card/card.ts';
import type { OutreachChannel } from '../../domain/clients/client.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import { readMessage } from '../../domain/compliance/message.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { draftChannelIn } from '../../domain/outreach/draft-words.ts';
import type { Hindrance } from '../../domain/outreach/hindrance.ts';
import { productTypeOf, suitabilityHindrance } from '../../domain/outreach/offered-product.ts';
import { mayMarket, type OutreachFacts } from '../../domain/outreach/outreach-facts.ts';
import { purposeIn } from '../../domain/outreach/purpose.ts';
import type { TaskRequest } from '../conversation/task.ts';
import { ask, draftChannelNames } from './answer-draft.ts';
import { clientWordsIn } from './client-word.ts';
import { aimOf } from './draft-message.ts';
import type { DraftingParts } from './drafting-parts.ts';
import { findClient } from './outreach-client.ts';
import { productIn } from './product-words.ts';

const ordersDraft =
  /(写|发|拟|起草|编|推|来)(一)?(个|条|段|封|份|句)?.{0,24}(短信|微信|消息|信息|话术|文案|电话)|(给|跟|向).{1,12}(写|发|推)/;

const mostWording = 3;

async function clientMeant(
  { text, employeeId, turnId }: TaskRequest,
  { book, index }: DraftingParts,
): Promise<ClientCard | null> {
  const reader = await book.for({ employeeId }, { turnId });
  for (const word of clientWordsIn(text, index.normalise(text))) {
    const found = await findClient(reader, word);
    if (found.kind === 'found') return found.card;
  }
  return null;
}

/** What of the wish no text may say, by the rules that check texts. */
function wordingAgainst(text: string, parts: DraftingParts): Hindrance[] {
  const message = readMessage({
    channel: 'wechat',
    purpose: 'marketing',
    productType: /理财|固收|净值/.test(text) ? 'wealth' : /基金/.test(text) ? 'fund' : 'none',
    productRisk: 'R1',
    clientRisk: 'C5',
    assessmentDate: formatDay(parts.now().day),
    consent: true,
    stage: 'reply',
    text,
  });
  const { findings } = parts.compliance.check(message, formatDay(parts.now().day));
  const seen = new Set<string>();
  return findings
    .filter(({ severity, quote }) => severity === 'block' && quote !== null)
    .filter(({ rule }) => seen.size !== seen.add(rule).size)
    .slice(0, mostWording)
    .map(({ rule, title, quote, reason, basis }) => ({
      rule,
      reason: `不能这么说：“${quote}”，${title}。${reason}（${basis}）`,
    }));
}

async function productAgainst(
  text: string,
  { level, age, situation }: OutreachFacts,
  parts: DraftingParts,
): Promise<Hindrance[]> {
  const shelf = await parts.products.onSale(parts.now().day);
  const product = productIn(text, shelf);
  if (product === null) return [];
  const client = { level, age, assessment: situation.assessment };
  const unfit = suitabilityHindrance(product, client);
  if (unfit === null) return [];
  return [
    {
      rule: unfit.rule,
      reason: `不匹配：${unfit.reason}（${productTypeOf(product.kind) === 'fund' ? '基金' : '产品'}适当性）`,
    },
  ];
}

function consentAgainst(card: ClientCard, channel: OutreachChannel, today: number): Hindrance[] {
  if (mayMarket(card, channel, today)) return [];
  const reason = `没授权：这位客户没有同意${draftChannelNames[channel]}营销。`;
  return [{ rule: 'CO-01', reason }];
}

/** What may be written to the client instead. */
function instead(card: ClientCard, { due, situation }: OutreachFacts, channel: OutreachChannel) {
  const { clientId } = card.client;
  const way = draftChannelNames[channel];
  const offers: { readonly words: string; readonly action: Action }[] = [];
  if (due !== null)
    offers.push({
      words: `${due.byNotice ? '预约截止' : '到期'} ${formatDay(due.on)}：发到期提醒（服务类，可发）。`,
      action: ask('起草到期提醒', `给${clientId}写条到期提醒的${way}`),
    });
  if (situation.assessment === 'expired')
    offers.push({
      words: '测评过了有效期：请客户自己如实重做，您不代填、不提示。',
      action: ask('提醒重做测评', `给${clientId}写条提醒重做测评的${way}`),
    });
  offers.push({
    words: '先问一声近况，听他用钱的打算，不谈产品。',
    action: ask('起草问候', `给${clientId}写条问候的${way}`),
  });
  return offers;
}

const logged = '本次请求与拒绝已留痕，只供您本人和合规查询，不进排名。';
const longestLogged = 500;

async function keep(
  request: TaskRequest,
  card: ClientCard,
  channel: OutreachChannel,
  against: readonly Hindrance[],
  parts: DraftingParts,
): Promise<void> {
  const { clientId, name, salutation } = card.client;
  await parts.drafts.logDeclined({
    draftId: parts.newId(),
    employeeId: request.employeeId,
    clientId,
    channel,
    purpose: purposeIn(parts.index.normalise(request.text)) ?? 'care',
    note: request.text.slice(0, longestLogged),
    reason: against.map(({ reason }) => reason).join(''),
    rules: against.length > 0 ? against.map(({ rule }) => rule) : ['OT-10'],
    ruleSet: parts.compliance.ruleSet,
    calledNames: [name, salutation ?? ''].filter((word) => word !== ''),
    at: parts.now().iso,
  });
}

function firstWords({ card }: Answer): string {
  const part = card.sections[0]?.parts[0];
  return part?.kind === 'text' ? part.text : '这条我不能写。';
}

/**
 * A text to an own client that the rules of conduct refuse: all that stands against it, what may be
 * done instead, and a line in the log. Null: no own client's text was asked for.
 */
export async function declineDraft(
  request: TaskRequest,
  refusal: Answer,
  open: (request: TaskRequest) => Promise<DraftingParts>,
): Promise<Answer | null> {
  const { text, employeeId } = request;
  if (!ordersDraft.test(text) || text.length > longestLogged) return null;
  const parts = await open(request);
  const card = await clientMeant(request, parts);
  if (card === null) return null;
  const { day } = parts.now();
  const channel = draftChannelIn(text) ?? card.client.preferredChannel ?? 'wechat';
  const aim = { employeeId, client: card.client.clientId, purpose: 'care', channel } as const;
  const { facts } = await aimOf(aim, card, null, parts);
  const against = [
    ...wordingAgainst(text, parts),
    ...(await productAgainst(text, facts, parts)),
    ...consentAgainst(card, channel, day),
  ];
  await keep(request, card, channel, against, parts);
  const offers = instead(card, facts, channel);
  const list = (label: string, ordered: boolean, items: readonly string[]) =>
    items.length === 0
      ? []
      : [{ label, note: null, parts: [{ kind: 'list', ordered, items } as const] }];
  const say = (words: string) => ({
    label: null,
    note: null,
    parts: [{ kind: 'text', text: words } as const],
  });
  return answerWith({
    kind: 'refused',
    intent: 'unsafe',
    card: {
      title: null,
      sections: [
        say(firstWords(refusal)),
        ...list(
          '为什么',
          true,
          against.map(({ reason }) => reason),
        ),
        ...list(
          '现在能做的',
          false,
          offers.map(({ words }) => words),
        ),
        say(logged),
      ],
      folded: [],
      actions: offers.map(({ action }) => action),
      citations: [],
    },
    data: { clientIds: [card.client.clientId] },
  });
}

import { formatDay } from '../../domain/calendar/day.ts';
import type { OutreachChannel } from '../../domain/clients/client.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import { splitSentences } from '../../domain/knowledge/blocks.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import { kindName, type OfferedProduct } from '../../domain/outreach/offered-product.ts';
import type { OutreachFacts } from '../../domain/outreach/outreach-facts.ts';
import { isMarketing } from '../../domain/outreach/purpose.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import type { Aim } from './compose-draft.ts';

type Source = Omit<Citation, 'n'>;

function record(table: string, id: string, heading: string, quote: string): Source {
  const shared = { document: '客户记录', origin: 'record', source: '客户账簿' } as const;
  return { passageId: `${table}:${id}`, heading: `${heading} ${id}`, quote, ...shared };
}

const channelNames = { sms: '短信', wechat: '企业微信', call: '电话', all: '各渠道' } as const;

const renewals = { true: '已设自动转存', false: '未设自动转存', null: '' } as const;

function dueRecord({ due }: OutreachFacts): Source[] {
  if (due === null) return [];
  const { holding, on, byNotice } = due;
  const kind = kindName(holding.kind, holding.productName);
  const end = byNotice ? '预约截止' : '到期';
  const renew = renewals[`${holding.autoRenew}`];
  const quote = [`${kind}，${formatDay(on)} ${end}`, renew]
    .filter((part) => part !== '')
    .join('，');
  return [record('holdings', holding.holdingId, '持有', quote)];
}

function promiseRecord({ promise }: OutreachFacts): Source[] {
  if (!promise?.nextOn) return [];
  const quote = `${formatDay(promise.contactedOn)} 联系，约定 ${formatDay(promise.nextOn)} 回复`;
  return [record('contacts', promise.contactId, '联系记录', quote)];
}

function assessmentRecord({ client, assessments }: ClientCard): Source[] {
  const [assessment] = assessments;
  if (!assessment) return [];
  const quote = `${assessment.level}，${formatDay(assessment.assessedOn)} 测评`;
  const id = `${client.clientId}/${formatDay(assessment.assessedOn)}`;
  return [record('assessments', id, '风险测评', quote)];
}

function complaintRecord({ complaints }: ClientCard): Source[] {
  const [complaint] = complaints;
  if (!complaint) return [];
  const state = complaint.closedOn === null ? '未结' : `${formatDay(complaint.closedOn)} 办结`;
  const quote = `${formatDay(complaint.openedOn)} 投诉，${state}`;
  return [record('complaints', complaint.complaintId, '投诉', quote)];
}

function consentRecord({ client, consents }: ClientCard, channel: OutreachChannel): Source[] {
  const given = consents.find(
    (one) =>
      one.purpose === 'marketing' &&
      one.revokedOn === null &&
      (one.channel === channel || one.channel === 'all'),
  );
  if (!given) return [];
  const quote = `${formatDay(given.grantedOn)} 同意营销（${channelNames[given.channel]}），未撤回`;
  const id = `${client.clientId}/marketing/${given.channel}/${formatDay(given.grantedOn)}`;
  return [record('consents', id, '授权', quote)];
}

function productRecord({ productId, name, kind, risk }: OfferedProduct): Source {
  const quote = `${name}，${kindName(kind, name)}，${risk ?? '无风险等级'}`;
  return record('products', productId, '产品表', quote);
}

/** The records of the client that the text, or the right to send it, stands on. */
function records({ card, facts, purpose, channel, product }: Aim): Source[] {
  return [
    ...(purpose === 'maturity-reminder' ? dueRecord(facts) : []),
    ...(purpose === 'maturity-reminder' || purpose === 'win-back' ? promiseRecord(facts) : []),
    ...(purpose === 'reassessment' || product ? assessmentRecord(card) : []),
    ...(purpose === 'complaint-follow-up' ? complaintRecord(card) : []),
    ...(isMarketing(purpose) ? consentRecord(card, channel) : []),
    ...(product ? [productRecord(product)] : []),
  ];
}

/** The first sentence of each card that a skeleton rests on. */
function playbook(cardIds: readonly string[], index: PlaybookIndex): Source[] {
  return cardIds.flatMap((id) => {
    const [passage] = index.passagesOf(id);
    if (passage === undefined) return [];
    const [first = passage.text] = splitSentences(passage.text.split('\n')[0] ?? passage.text);
    const { card, heading, origin } = passage;
    const place = card.sources.map((source) => `${source.document}·${source.place}`).join('；');
    const source = origin === 'project' ? '归巢项目自写' : place;
    return [{ passageId: passage.id, document: card.title, heading, origin, quote: first, source }];
  });
}

/** What stands beside a draft, numbered: records of the client, then passages of the playbook. */
export function draftEvidence(
  aim: Aim,
  restsOn: readonly string[],
  index: PlaybookIndex,
): Citation[] {
  return [...records(aim), ...playbook(restsOn, index)].map((source, at) => ({
    n: at + 1,
    ...source,
  }));
}

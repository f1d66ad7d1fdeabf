import { type Action, textCard } from '../../domain/card/card.ts';
import type { OutreachChannel } from '../../domain/clients/client.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { type Topic, taskTopic } from '../../domain/conversation/topic.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import { type Purpose, purposeNames } from '../../domain/outreach/purpose.ts';
import { draftAsTold } from './draft-as-told.ts';
import { type DraftSetting, draftCard } from './draft-card.ts';
import type { Drafted } from './draft-message.ts';

export const draftChannelNames = { sms: '短信', wechat: '微信', call: '电话' } as const;

export const ask = (label: string, text = label): Action => ({ label, do: 'ask', text });

export function clarifyDraft(text: string, actions: readonly Action[] = []): Answer {
  return answerWith({ kind: 'clarify', intent: 'draft', card: textCard(text, actions) });
}

/** Which draft a short message means, and the text that was seen: an approval holds for that. */
export function draftTopic({ draftId, state }: Draft): Topic {
  return taskTopic('draft', { draftId, textHash: state.textHash });
}

export function shownDraft(draft: Draft, setting: DraftSetting = {}): Answer {
  return answerWith({
    kind: 'draft',
    intent: 'draft',
    card: draftCard(draft, setting),
    topic: draftTopic(draft),
    data: { clientIds: [draft.clientId], draft: draftAsTold(draft) },
  });
}

/** Why something is not done; `open`: what stays at hand, so that the next short message is meant for it. */
export function refusedDraft(reason: string, clientIds: readonly string[], open?: object): Answer {
  return answerWith({
    kind: 'refused',
    intent: 'draft',
    card: textCard(reason),
    data: { clientIds },
    ...(open === undefined ? {} : { topic: taskTopic('draft', open) }),
  });
}

export interface Wanted {
  readonly purpose: Purpose;
  readonly channel: OutreachChannel;
}

function whichClient(
  drafted: Extract<Drafted, { kind: 'several-clients' }>,
  wanted: Wanted,
): Answer {
  const { purpose, channel } = wanted;
  const actions = drafted.clients.slice(0, 6).map(({ clientId, name, mobileTail }) => {
    const label = mobileTail ? `${name}（尾号${mobileTail}）` : `${name} ${clientId}`;
    return ask(label, `给${clientId}写条${purposeNames[purpose]}的${draftChannelNames[channel]}`);
  });
  return clarifyDraft('名下有不止一位对得上，您说的是哪一位？', actions);
}

function whichProduct(
  { products, card }: Extract<Drafted, { kind: 'which-product' }>,
  { channel }: Wanted,
): Answer {
  const { clientId, name } = card.client;
  if (products.length === 0) {
    return refusedDraft(`在售产品里眼下没有适合${name}的，这条不写；可以先写到期提醒或问候。`, [
      clientId,
    ]);
  }
  const actions = products
    .slice(0, 8)
    .map((product) =>
      ask(
        product.name,
        `给${clientId}写条产品介绍的${draftChannelNames[channel]}，产品 ${product.productId}`,
      ),
    );
  return clarifyDraft('要介绍哪一款？下面是在售、等级适合这位客户的。', actions);
}

/** A draft as an answer, or what has to be told or asked first. */
export function answerDraft(drafted: Drafted, wanted: Wanted): Answer {
  switch (drafted.kind) {
    case 'drafted':
      return shownDraft(drafted.draft);
    case 'refused':
      return refusedDraft(drafted.reason, drafted.card ? [drafted.card.client.clientId] : []);
    case 'several-clients':
      return whichClient(drafted, wanted);
    case 'which-product':
      return whichProduct(drafted, wanted);
  }
}

import { randomUUID } from 'node:crypto';
import type { TemplateCard } from '@wecom/aibot-node-sdk';
import type { Card } from '../../domain/card/card.ts';
import type { Answer } from '../../domain/conversation/answer.ts';
import type { SentCards } from '../../ports/sent-cards.ts';
import { apartFromDraft } from './draft-text.ts';
import { cardText } from './message-text.ts';
import type { Chat } from './read-frame.ts';
import { splitText } from './split-text.ts';
import { templateCards, toldLabels } from './template-card.ts';

export interface ShowRequest {
  readonly answer: Answer;
  /** As this chat may show it. */
  readonly card: Card;
  readonly turnId: string;
  readonly employeeId: string;
  readonly conversationId: string;
  readonly chat: Chat;
  /** What is said before the answer: what was heard, what could not be read. */
  readonly before: string;
}

/** An answer as the messages it takes. */
export interface Shown {
  readonly texts: readonly [string, ...string[]];
  readonly cards: readonly TemplateCard[];
  /** Alone, to be copied. */
  readonly draft: string | null;
}

/** Where a card stands, and how it was drawn, so that it can be drawn again after a press. */
export interface CardPlace {
  readonly chat: Chat;
  readonly template: TemplateCard;
}

/** The messages of an answer; its cards are kept before they are sent, since a press may follow at once. */
export async function showAnswer(
  request: ShowRequest,
  { cards, pageAddress }: { readonly cards: SentCards; readonly pageAddress: string | null },
): Promise<Shown> {
  const { answer, turnId, employeeId, conversationId, chat, before } = request;
  const { card, draft } = apartFromDraft(answer, request.card);
  const { templates, told } = templateCards({
    id: randomUUID(),
    kind: answer.kind,
    card,
    suggestions: answer.suggestions,
    pageAddress,
  });
  for (const template of templates) {
    const place: CardPlace = { chat, template };
    const ids = { employeeId, conversationId, turnId };
    const { task_id: id = '' } = template;
    await cards.keep({ id, channel: 'wecom', ...ids, place, actions: card.actions });
  }
  const text = [before, cardText(card), toldLabels(told)].filter((one) => one !== '').join('\n\n');
  const [first = '', ...rest] = splitText(text);
  return { texts: [first, ...rest], cards: templates, draft };
}

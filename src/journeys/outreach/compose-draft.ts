import { formatDay } from '../../domain/calendar/day.ts';
import type { OutreachChannel } from '../../domain/clients/client.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import { fingerprint } from '../../domain/compliance/fingerprint.ts';
import { readMessage } from '../../domain/compliance/message.ts';
import { type Judged, judged } from '../../domain/outreach/judged.ts';
import type { OfferedProduct } from '../../domain/outreach/offered-product.ts';
import { productTypeOf } from '../../domain/outreach/offered-product.ts';
import {
  assessmentDate,
  mayMarket,
  type OutreachFacts,
} from '../../domain/outreach/outreach-facts.ts';
import { isMarketing, type Purpose } from '../../domain/outreach/purpose.ts';
import { closeness, fits, type Skeleton } from '../../domain/outreach/skeleton.ts';
import { withSupervisorsLook } from '../../domain/outreach/supervision.ts';
import { type Wording, wordingOf } from '../../domain/outreach/wording.ts';
import type { DraftingParts } from './drafting-parts.ts';
import { judgeMessage } from './judge-message.ts';

/** What a text is judged by: a client with the facts of today, and what it is for. */
export interface Aim {
  readonly card: ClientCard;
  readonly facts: OutreachFacts;
  readonly purpose: Purpose;
  readonly channel: OutreachChannel;
  readonly product: OfferedProduct | null;
}

/** The check of a text by the client's facts of today. */
export function judgeText(text: string, aim: Aim, parts: DraftingParts): Judged {
  const { card, facts, purpose, channel, product } = aim;
  const { day } = parts.now();
  const marketing = isMarketing(purpose);
  const message = readMessage({
    channel,
    purpose: marketing ? 'marketing' : 'service',
    productType: product ? productTypeOf(product.kind) : 'none',
    productRisk: product?.risk ?? null,
    clientRisk: facts.level === null ? null : `C${facts.level}`,
    clientAge: facts.age,
    assessmentDate: assessmentDate(card),
    consent: mayMarket(card, channel, day),
    stage: 'opening',
    text,
  });
  const { compliance, sender } = parts;
  return judged(judgeMessage(message, { compliance, today: formatDay(day), sender }));
}

export interface Composed {
  readonly skeleton: Skeleton;
  readonly text: string;
  readonly check: Judged;
  /** The text as a filled skeleton; null where a wish was put in. */
  readonly wording: Wording | null;
  readonly shorter: Wording | null;
}

/** Puts a sentence in before the signature that ends a short message, else at the end. */
function withSentence(text: string, sentence: string, { slots }: OutreachFacts): string {
  const signature = `${slots.支行}${slots.经理}`;
  const at = text.startsWith('【') ? text.lastIndexOf(signature) : text.lastIndexOf('——');
  const ends = /[。！？]$/.test(text.slice(0, at)) && at > 20;
  if (ends) return text.slice(0, at) + sentence + text.slice(at);
  return at < 0 || !text.startsWith('【') ? text + sentence : text;
}

/** A number that is the same for a client and a skeleton and else unlike: clients get different texts. */
function lot(clientId: string, { id }: Skeleton): string {
  return fingerprint(`${clientId}/${id}`);
}

/**
 * The texts for an aim, the closest to the client's situation first, those that are clear before the
 * others. `sentence`: a wish to be taken in; a shorter text goes without it where both don't fit.
 */
export function composeTexts(aim: Aim, sentence: string | null, parts: DraftingParts): Composed[] {
  const { facts, purpose, channel, card } = aim;
  const { clientId } = card.client;
  const fitting = parts.skeletons
    .filter((one) => one.purpose === purpose && one.channel === channel)
    .filter((one) => fits(one, facts.situation))
    .sort((a, b) => closeness(b) - closeness(a) || (lot(clientId, a) < lot(clientId, b) ? -1 : 1));
  const composed = fitting.flatMap((skeleton) => {
    const plain = wordingOf(skeleton, 'text', facts.slots);
    if (plain === null) return [];
    const text = sentence === null ? plain.text : withSentence(plain.text, sentence, facts);
    const wording = text === plain.text ? plain : null;
    const check = judgeText(text, aim, parts);
    return [{ skeleton, text, check, wording, shorter: shorterOf(skeleton, aim, parts) }];
  });
  const isClear = ({ check }: Composed) => usable(check);
  return [...composed.filter(isClear), ...composed.filter((one) => !isClear(one))];
}

function shorterOf(skeleton: Skeleton, aim: Aim, parts: DraftingParts): Wording | null {
  const wording = wordingOf(skeleton, 'shorter', aim.facts.slots);
  if (wording === null) return null;
  return usable(judgeText(wording.text, aim, parts)) ? wording : null;
}

/** Clear, or clear once a supervisor has looked. */
export function usable(check: Judged): boolean {
  return withSupervisorsLook(check).verdict === 'clear';
}

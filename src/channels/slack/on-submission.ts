import { outreachChannels } from '../../domain/clients/client.ts';
import { purposeNames, purposes } from '../../domain/outreach/purpose.ts';
import { draftChannelNames } from '../../journeys/outreach/answer-draft.ts';
import { answerQuestion } from './answer-question.ts';
import { askDirectly } from './ask-directly.ts';
import { readPlace } from './place.ts';
import type { SlackRoom } from './slack-room.ts';

export interface Submission {
  readonly eventKey: string;
  readonly again: boolean;
  readonly userId: string;
  readonly teamId: string | null;
  /** Of the card that the form was opened from; empty where it was not. */
  readonly cardId: string;
  /** By block: what was typed or chosen. */
  readonly values: Readonly<Record<string, string>>;
}

/** Errors by field where the form can't be taken; null: it is taken, and worked on after that. */
export type Verdict = Readonly<Record<string, string>> | null;

export function judgeDraft({ values }: Submission): Verdict {
  const errors = {
    ...(values.client?.trim() ? {} : { client: '请写上姓名、客户号或手机尾号。' }),
    ...(purposes.some((one) => one === values.purpose) ? {} : { purpose: '请选一个由头。' }),
    ...(outreachChannels.some((one) => one === values.channel)
      ? {}
      : { channel: '请选一种方式。' }),
  };
  return Object.keys(errors).length === 0 ? null : errors;
}

export async function takeDraft(submission: Submission, room: SlackRoom): Promise<void> {
  const { eventKey, userId, teamId, values } = submission;
  const purpose = purposes.find((one) => one === values.purpose);
  const channel = outreachChannels.find((one) => one === values.channel);
  if (purpose === undefined || channel === undefined) return;
  const note = values.note?.trim() ?? '';
  const words = `给${values.client?.trim()}写条${purposeNames[purpose]}的${draftChannelNames[channel]}`;
  const text =
    note === '' ? words : `${words}，${/^(提|带|加|顺便)/.test(note) ? '' : '提一下'}${note}`;
  await askDirectly({ eventKey, userId, teamId, text }, room);
}

/** An own mark beside the card's actions: its text was changed from here. */
const editMark = 900;

export async function judgeEdit(
  { cardId, values, again }: Submission,
  room: SlackRoom,
): Promise<Verdict> {
  const text = values.text?.trim() ?? '';
  if (text.length < 6 || !/您|【|。/.test(text)) return { text: '请写完整的一句，带称呼或句号。' };
  const first = await room.sentCards.press(cardId, editMark);
  return first || again ? null : { text: '这条草稿已经改过了，请关掉，看新的一条。' };
}

export async function takeEdit(submission: Submission, room: SlackRoom): Promise<void> {
  const { eventKey, cardId, userId, teamId, values } = submission;
  const card = await room.sentCards.find(cardId);
  const place = card && readPlace(card.place);
  const employee = await room.people.employee(userId);
  if (!card || !place || employee?.employeeId !== card.employeeId) return;
  const { channel, shared, ts } = place;
  const { employeeId, conversationId } = card;
  const text = `改成：${values.text?.trim()}`;
  const own = { eventKey, employeeId, conversationId, text, pressed: card };
  const thread = place.thread ?? ts;
  await answerQuestion({ ...own, channel, shared, thread, question: ts, userId, teamId }, room);
}

export async function takeReason(submission: Submission, room: SlackRoom): Promise<void> {
  const { cardId, userId, values } = submission;
  const card = await room.sentCards.find(cardId);
  const employee = await room.people.employee(userId);
  if (!card || employee?.employeeId !== card.employeeId) return;
  const said = [values.reason, values.words?.trim()].filter(Boolean).join('：');
  await room.conversations.recordFeedback(card.turnId, false, said === '' ? null : said);
}

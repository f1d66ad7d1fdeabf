import { z } from 'zod';

/** A chat as WeCom addresses it: a person's own with the bot, or a group. */
export interface Chat {
  readonly id: string;
  readonly group: boolean;
}

/** What somebody said, as far as the bot can read it. */
export type Said =
  | { readonly kind: 'text'; readonly text: string; readonly images: number }
  | { readonly kind: 'voice'; readonly text: string }
  | { readonly kind: 'file'; readonly url: string; readonly key: string | null }
  /** Nothing to read: a picture, a video, or a kind that came after this was written. */
  | { readonly kind: 'unreadable'; readonly what: string };

interface FromSomebody {
  /** WeCom's own id: what is delivered again carries it again. */
  readonly key: string;
  readonly reqId: string;
  readonly userId: string;
  readonly chat: Chat;
}

export type Inbound =
  | (FromSomebody & {
      readonly kind: 'message';
      readonly said: Said;
      readonly quote: string | null;
    })
  | (FromSomebody & {
      readonly kind: 'press';
      readonly taskId: string;
      readonly eventKey: string;
      /** Ids of what was chosen in the card's list. */
      readonly chosen: readonly string[];
    })
  | (FromSomebody & { readonly kind: 'enter' })
  | (FromSomebody & {
      readonly kind: 'feedback';
      readonly id: string;
      /** null: taken back. */
      readonly helpful: boolean | null;
      readonly reason: string | null;
    });

const content = z.object({ content: z.string() });
const media = z.object({ url: z.url({ protocol: /^https?$/ }), aeskey: z.string().optional() });
const item = z.looseObject({ msgtype: z.string(), text: content.optional() });
const mixed = z.object({ msg_item: z.array(item).max(100) });

const body = z.looseObject({
  msgid: z.string().min(1).max(256),
  chatid: z.string().min(1).optional(),
  chattype: z.string().optional(),
  from: z.looseObject({ userid: z.string().min(1).max(128) }),
  msgtype: z.string(),
  text: content.optional(),
  voice: content.optional(),
  file: media.optional(),
  mixed: mixed.optional(),
  quote: z
    .looseObject({
      text: content.optional(),
      voice: content.optional(),
      mixed: mixed.optional(),
    })
    .optional(),
  event: z.looseObject({ eventtype: z.string() }).optional(),
});

type Body = z.infer<typeof body>;

const choice = z.looseObject({
  option_ids: z.object({ option_id: z.array(z.string()) }).optional(),
});
const pressed = z.looseObject({
  task_id: z.string().min(1),
  event_key: z.string(),
  selected_items: z.object({ selected_item: z.array(choice) }).optional(),
});
const opinion = z.looseObject({
  id: z.string().min(1),
  type: z.number(),
  content: z.string().optional(),
  inaccurate_reason_list: z.array(z.union([z.string(), z.number()])).optional(),
});

const frame = z.looseObject({
  headers: z.looseObject({ req_id: z.string().min(1) }),
  body,
});

function textsOf(parts: z.infer<typeof mixed> | undefined): string {
  return (parts?.msg_item ?? [])
    .flatMap(({ text }) => (text ? [text.content] : []))
    .join('\n')
    .trim();
}

function saidIn({ msgtype, text, voice, file, mixed: parts }: Body): Said {
  if (msgtype === 'text' && text) return { kind: 'text', text: text.content, images: 0 };
  if (msgtype === 'voice' && voice) return { kind: 'voice', text: voice.content };
  if (msgtype === 'file' && file) return { kind: 'file', url: file.url, key: file.aeskey ?? null };
  if (msgtype === 'mixed' && parts) {
    const images = parts.msg_item.filter((one) => one.msgtype === 'image').length;
    return { kind: 'text', text: textsOf(parts), images };
  }
  return { kind: 'unreadable', what: msgtype };
}

function quoteIn({ quote }: Body): string | null {
  const text = quote?.text?.content ?? quote?.voice?.content ?? textsOf(quote?.mixed);
  return text === '' ? null : text;
}

// The SDK's types have the details beside `eventtype`, the documentation one level deeper.
function detailsOf(event: Record<string, unknown> & { eventtype: string }): unknown {
  return event[event.eventtype] ?? event;
}

function opinionIn(details: z.infer<typeof opinion>) {
  const { id, type, content: words, inaccurate_reason_list: reasons = [] } = details;
  const said = [words ?? '', ...reasons.map(String)].filter((one) => one !== '').join('；');
  // 1 准确, 2 不准确, 3 撤销.
  const helpful = type === 1 ? true : type === 2 ? false : null;
  return { id, helpful, reason: said === '' ? null : said.slice(0, 500) };
}

function eventIn(from: FromSomebody, { event }: Body): Inbound | null {
  if (!event) return null;
  const details = detailsOf(event);
  if (event.eventtype === 'enter_chat') return { ...from, kind: 'enter' };
  if (event.eventtype === 'template_card_event') {
    const read = pressed.safeParse(details);
    if (!read.success) return null;
    const { task_id: taskId, event_key: eventKey, selected_items: selected } = read.data;
    const chosen = (selected?.selected_item ?? []).flatMap(
      (one) => one.option_ids?.option_id ?? [],
    );
    return { ...from, kind: 'press', taskId, eventKey, chosen };
  }
  if (event.eventtype === 'feedback_event') {
    const read = opinion.safeParse(details);
    return read.success ? { ...from, kind: 'feedback', ...opinionIn(read.data) } : null;
  }
  return null;
}

/** A frame in the words of the rest of the channel; null: malformed, or of a kind that is not for us. */
export function readFrame(raw: unknown): Inbound | null {
  const read = frame.safeParse(raw);
  if (!read.success) return null;
  const { headers, body: inside } = read.data;
  const { msgid, chatid, chattype, from: sender, msgtype } = inside;
  const group = chattype === 'group';
  if (group && chatid === undefined) return null;
  const chat = { id: group ? (chatid ?? '') : sender.userid, group };
  const from = { key: msgid, reqId: headers.req_id, userId: sender.userid, chat };
  if (msgtype === 'event') return eventIn(from, inside);
  return { ...from, kind: 'message', said: saidIn(inside), quote: quoteIn(inside) };
}

/** What a supervisor says of a draft that waits. */
export type ReviewWord =
  | { readonly kind: 'approve' }
  | { readonly kind: 'next' }
  | { readonly kind: 'ask-reason' }
  | { readonly kind: 'return'; readonly reason: string };

const approves = /^(同意|批准|通过|准了?|可以(发|用)?|没问题|审批通过|同意(采用|发(送)?))[。!！]?$/;
const returns =
  /^(?:退回|打回|驳回|不同意|不批准?|不通过)(?:[，,：:\s]+|，?因为|，?原因是?)?([\s\S]*)$/u;
const next = /^(下一(条|个)|跳过|先放(着|一放)?)[。!！]?$/;

/** Reads a short message as a word on the draft that waits; null: it is about something else. */
export function reviewWordIn(text: string): ReviewWord | null {
  const said = text.trim();
  if (approves.test(said)) return { kind: 'approve' };
  if (next.test(said)) return { kind: 'next' };
  const reason = returns.exec(said)?.[1]?.trim();
  if (reason === undefined || said.length > 200) return null;
  return reason.length < 2 ? { kind: 'ask-reason' } : { kind: 'return', reason };
}

/** 「待我审批」: what waits for the reader's approval. */
export function asksForReview(text: string): boolean {
  return /^(看(一下|看)?|有(没有)?|还有)?(哪些|什么)?(待|等|要|需要)(着)?我(来)?(审批|审|批)(批)?(的|吗|么)?(草稿|短信|消息|东西|有哪些|有几条)?(吗|么)?[?？。]?$|^(审批|待审(批)?)(草稿|列表|清单|队列)?$/.test(
    text.trim(),
  );
}

/** 「我的草稿」: the reader's own drafts that are not finished. */
export function asksForDesk(text: string): boolean {
  return /^(看(一下|看)?)?((我的|没发的|没发出去的|未发(送)?的|待发(送)?的?|没用完的)草稿|草稿(箱|列表|清单)|我(还)?有(哪些|几条|什么)草稿|(主管)?(审批结果|审得怎么样了?|批了(吗|没有?)))[?？。]?$/.test(
    text.trim(),
  );
}

/** 「看草稿 1a2b3c4d」: one of them, by the beginning of its number. */
export function draftNumberIn(text: string): string | null {
  return (
    /^(?:看|打开|继续)?草稿\s*([0-9a-f]{8})[0-9a-f-]*$/i.exec(text.trim())?.[1]?.toLowerCase() ??
    null
  );
}

/** The ways in which a manager points at one client. */
export type ClientMention =
  | { readonly kind: 'id'; readonly text: string }
  /** A whole name or its beginning: 王建国, 王建, 王. */
  | { readonly kind: 'name'; readonly text: string }
  /** As recorded: 王总. */
  | { readonly kind: 'salutation'; readonly text: string }
  /** The last four digits. */
  | { readonly kind: 'mobile-tail'; readonly text: string }
  /** Whole pinyin, its beginning, or initials, in lower case without tones: wangjianguo, wjg. */
  | { readonly kind: 'pinyin'; readonly text: string };

/** The ways in which one word could point at a client, the surest first. */
export function mentionsIn(word: string): ClientMention[] {
  const text = word.trim();
  if (text === '') return [];
  const mentions: ClientMention[] = [{ kind: 'id', text }];
  if (/^\d{4}$/.test(text)) mentions.push({ kind: 'mobile-tail', text });
  if (/^[A-Za-z' ]+$/.test(text)) {
    mentions.push({ kind: 'pinyin', text: text.toLowerCase().replace(/[^a-z]/g, '') });
  }
  if (/\p{Script=Han}/u.test(text)) {
    mentions.push({ kind: 'salutation', text }, { kind: 'name', text });
  }
  return mentions;
}

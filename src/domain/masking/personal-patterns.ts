type PersonalKind = 'mobile' | 'identity' | 'card' | 'number' | 'mail' | 'plate';

export interface PersonalSpan {
  readonly kind: PersonalKind;
  readonly text: string;
  readonly at: number;
}

// Checksums are not asked for: an id or a card with a slip in it points at the same person, and a
// number hidden without need comes back when the answer is shown.
const identity = /(?<![0-9A-Za-z])\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?![0-9A-Za-z])/g;
const mobile = /(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g;
const card = /(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)/g;
const mail = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const plate =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•. ]?[A-HJ-NP-Z\d]{5,6}(?![A-Za-z\d])/g;
// Account and document numbers; dates with their marks don't come near.
const number = /(?<![\d.])\d{9,}(?!\d)/g;
const spelled = /[零〇一二两三四五六七八九幺]{9,}/g;

const recognisers: readonly (readonly [PersonalKind, RegExp])[] = [
  ['mail', mail],
  ['identity', identity],
  ['card', card],
  ['mobile', mobile],
  ['plate', plate],
  ['number', number],
  ['number', spelled],
];

// Put between digits they hide a number from a reader of digits, and a person sees nothing of them.
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

const wideSigns = /[\uff0b\uff0d\uff0e\uff20\uff21-\uff3a\uff41-\uff5a]/g;

/** One way of writing numbers and addresses, nothing invisible between; the punctuation stays. */
export function plainWriting(text: string): string {
  return text
    .replace(invisible, '')
    .replace(/[\p{Nd}\p{No}]/gu, (digit) => digit.normalize('NFKC'))
    .replace(wideSigns, (sign) => sign.normalize('NFKC'));
}

/** Numbers and addresses that point at a person, in text of plain writing; none overlap. */
export function personalSpans(text: string): PersonalSpan[] {
  const found: PersonalSpan[] = [];
  for (const [kind, pattern] of recognisers) {
    for (const match of text.matchAll(pattern)) {
      const span = { kind, text: match[0], at: match.index };
      const end = span.at + span.text.length;
      const taken = found.some((other) => span.at < other.at + other.text.length && other.at < end);
      if (!taken) found.push(span);
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

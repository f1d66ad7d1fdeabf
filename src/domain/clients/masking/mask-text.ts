import { withAmountBands } from './amount-bands.ts';
import type { MaskedClient } from './masked-client.ts';

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** As the cards write words of the book: marks of the card's markup are full-width there. */
function spellings(text: string): string[] {
  const full: Readonly<Record<string, string>> = {
    '[': '［',
    ']': '］',
    '*': '＊',
    '|': '｜',
    '`': '｀',
  };
  const asShown = text
    .replace(/[[\]*|`]/g, (mark) => full[mark] ?? mark)
    .replace(/\s+/g, ' ')
    .trim();
  return [...new Set([text, asShown])];
}

function withoutNames(text: string, clients: readonly MaskedClient[]): string {
  const all = clients.flatMap(({ names, called }) =>
    names.flatMap(spellings).map((name) => ({ name, called })),
  );
  // 王建国 before 王建.
  all.sort((a, b) => b.name.length - a.name.length);
  if (all.length === 0) return text;
  const byName = new Map(all.map(({ name, called }) => [name, called]));
  const names = [...byName.keys()].map(escaped).join('|');
  return text.replace(
    new RegExp(`(${names})(?:\\s?(?:先生|女士|小姐))?`, 'g'),
    (_all, name: string) => byName.get(name) ?? '客户',
  );
}

function withoutSecrets(text: string, clients: readonly MaskedClient[]): string {
  const secrets = clients.flatMap((client) => client.secrets).flatMap(spellings);
  secrets.sort((a, b) => b.length - a.length);
  return secrets.reduce((left, secret) => left.replaceAll(secret, '（略）'), text);
}

const rowIds =
  /\b(?:clients|holdings|balances|transactions|contacts|complaints|loans|assessments|consents|tags|events):[^\s、，；）)]+/g;
// C000123, T90112, AB-1234; levels such as R2 and rules such as PR-01 are shorter.
const identifiers = /(?<![A-Za-z\d])[A-Za-z]{1,6}[-_]?\d{3,}[\w-]*/g;
const tails = /尾号(?:是|为|：)?\s*\d{3,6}/g;
const maskedNumbers = /\d{2,4}\*{2,}\d{2,4}/g;
// Phone, account and document numbers; sums of money and dates are shorter or have marks in them.
const longNumbers = /(?<![\d.,])\d(?:[\d -]?\d){6,}[\dXx]?(?![\d.,]*\s*(?:元|万|亿))/g;
const emails = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const date = /\d{4}-\d{2}-\d{2}/;

function withoutNumbers(text: string, clients: readonly MaskedClient[]): string {
  const known = clients
    .map(({ clientId }) => clientId)
    // An id that reads like a risk level can't be told from one.
    .filter((id) => !/^[CR][1-5]$/.test(id));
  const plain = known.reduce((left, id) => left.replaceAll(id, '××'), text);
  return plain
    .replace(emails, '××')
    .replace(rowIds, '××')
    .replace(identifiers, '××')
    .replace(tails, '尾号××')
    .replace(maskedNumbers, '××')
    .replace(longNumbers, (number) => (date.test(number) ? number : '××'))
    .replace(/××(?:[、，;；\s]*××)+/g, '××')
    .replace(/（\s*××\s*）/g, '');
}

const birthday = /(生日(?:是|为|：|在)?\s*)(?:\d{4}\s*[年-]\s*)?\d{1,2}\s*[月-]\s*\d{1,2}日?/g;
const birthDate = /(出生(?:日期|于|：)?\s*)(?:\d{4}\s*[年-]\s*)?\d{1,2}\s*[月-]\s*\d{1,2}日?/g;
const age = /(?<!\d)([1-9])\d\s*岁(?!以上|以下|及)/g;

function withoutBirth(text: string): string {
  return text.replace(birthday, '$1（略）').replace(birthDate, '$1（略）').replace(age, '$10多岁');
}

/** What was typed as a condition is the manager's own word, none of the client's. */
const typed = /(「[^」]*」|^去掉：.*$)/;

/** A text about clients with surname and bands only. */
export function maskText(text: string, clients: readonly MaskedClient[]): string {
  const named = withoutNames(withoutSecrets(text, clients), clients);
  const anonymous = withoutBirth(withoutNumbers(named, clients));
  return anonymous
    .split(typed)
    .map((run, at) => (at % 2 === 1 ? run : withAmountBands(run)))
    .join('');
}

/** As `maskText` for words of the material: their figures are nobody's. */
export const maskNames = (text: string, clients: readonly MaskedClient[]): string =>
  withoutNames(text, clients);

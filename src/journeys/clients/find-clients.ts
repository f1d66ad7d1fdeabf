import type { ClientSummary, Gender } from '../../domain/clients/client.ts';
import { mentionsIn } from '../../domain/clients/client-mention.ts';
import { isSurname, personIn } from '../../domain/conversation/person-mention.ts';
import type { ClientReader } from '../../ports/client-book.ts';

/** Whom a message points at. */
export interface Pointed {
  readonly clients: readonly ClientSummary[];
  /** How the message said it, to be shown as understood: 姓名 王建国. */
  readonly chip: string;
  /** The very words, to be replaced when one of several is chosen. */
  readonly words: string;
  /** Words that can only mean one client (a name, an id), as against 王总. */
  readonly exact: boolean;
}

type Look = (text: string, reader: ClientReader) => Promise<Pointed | null>;

const identifier = /(?<![a-z\d])c\d{3,}(?!\d)/i;

const byId: Look = async (text, reader) => {
  const id = identifier.exec(text)?.[0];
  if (id === undefined) return null;
  const clients = await reader.find({ kind: 'id', text: id.toUpperCase() });
  return { clients, chip: `客户号 ${id.toUpperCase()}`, words: id, exact: true };
};

const tailSaid =
  /(?:(?:尾号|尾数|(?:后|末)(?:四|4)位(?:数)?)|手机(?:号|尾号)?|电话(?:号|尾号)?)(?:是|为|[:：])?\s*(\d{4})(?!\d)|(?<!\d)(\d{4})(?!\d)(?:这个|的|那个)?(?:手机|电话)?(?:尾号|尾数|结尾)/;

const byTail: Look = async (text, reader) => {
  const match = tailSaid.exec(text);
  const tail = match?.[1] ?? match?.[2];
  if (!match || tail === undefined) return null;
  const clients = await reader.find({ kind: 'mobile-tail', text: tail });
  return { clients, chip: `手机尾号 ${tail}`, words: match[0], exact: true };
};

const byName: Look = async (text, reader) => {
  const named = await reader.namedIn(text);
  // 王建 does not count where the text says 王建国.
  const longest = named.filter(
    (one) => !named.some((other) => other.name !== one.name && other.name.includes(one.name)),
  );
  const [first] = longest;
  if (!first) return null;
  const chip = `姓名 ${[...new Set(longest.map((one) => one.name))].join('、')}`;
  return { clients: longest, chip, words: first.name, exact: true };
};

const byPinyin: Look = async (text, reader) => {
  for (const match of text.matchAll(/(?<![a-z\d])[a-z]{2,}(?![a-z\d])/gi)) {
    const word = match[0].toLowerCase();
    const clients = await reader.find({ kind: 'pinyin', text: word });
    if (clients.length > 0) return { clients, chip: `拼音 ${word}`, words: match[0], exact: true };
  }
  return null;
};

const family = '欧阳|上官|司马|诸葛|皇甫|\\p{Script=Han}';
const called = new RegExp(
  `(?<![\\p{Script=Han}](?=[先女]))(${family})(先生|女士|小姐|太太|总|董|老板|老师|医生|大夫|主任|经理|校长|厂长|律师|工|大姐|大哥|阿姨|叔叔|叔|姐|哥|姨|奶奶|爷爷|大爷|大妈)(?!\\p{Script=Han}{0}额|结|共|资|计)`,
  'u',
);
const nicknamed = new RegExp(`[老小](${family})(?!\\p{Script=Han}*客户)`, 'u');
const described = new RegExp(`姓(${family})的?(先生|女士)?`, 'u');

const titleGenders: readonly (readonly [RegExp, Gender])[] = [
  [/女士|小姐|太太|姐|姨|奶奶|大妈/, 'female'],
  [/先生|哥|叔|爷/, 'male'],
];

const byTitle: Look = async (text, reader) => {
  const match = called.exec(text) ?? described.exec(text) ?? nicknamed.exec(text);
  const [words = '', surname = '', title = ''] = match ?? [];
  if (words === '' || !isSurname(surname)) return null;
  const recorded = await reader.find({ kind: 'salutation', text: surname + title });
  if (recorded.length > 0) return { clients: recorded, chip: `称呼 ${words}`, words, exact: false };
  const gender = titleGenders.find(([forms]) => forms.test(title))?.[1];
  const { clients } = await reader.list({ conditions: [{ kind: 'surname', surname }], limit: 200 });
  const fit = clients.filter(
    (one) => gender === undefined || one.gender === null || one.gender === gender,
  );
  return { clients: fit, chip: `称呼 ${words}`, words, exact: false };
};

const byGuess: Look = async (text, reader) => {
  const person = personIn(text);
  if (person === null) return null;
  const clients =
    person.form === 'name' ? await reader.find({ kind: 'name', text: person.text }) : [];
  return { clients, chip: `姓名 ${person.text}`, words: person.text, exact: true };
};

/**
 * Whom a message points at among the clients that the reader may see, by the surest words first; no
 * clients where it points at somebody who is not among them, null where it points at nobody.
 */
export async function pointedAt(text: string, reader: ClientReader): Promise<Pointed | null> {
  let vain: Pointed | null = null;
  for (const look of [byId, byTail, byName, byPinyin, byTitle, byGuess]) {
    const pointed = await look(text, reader);
    if (pointed !== null && pointed.clients.length > 0) return pointed;
    // Who is named by number and not found is not looked for in other ways.
    if (pointed !== null && (look === byId || look === byTail)) return pointed;
    vain ??= pointed;
  }
  return vain;
}

/** Whether a message names a client whom the reader may see, by words that are hard to mistake. */
export async function namesClient(text: string, reader: ClientReader): Promise<boolean> {
  for (const look of [byId, byTail, byName, byPinyin]) {
    const pointed = await look(text, reader);
    if (pointed !== null && (pointed.clients.length > 0 || look === byId || look === byTail))
      return true;
  }
  return false;
}

const wordChips = {
  id: '客户号',
  name: '姓名',
  salutation: '称呼',
  'mobile-tail': '手机尾号',
  pinyin: '拼音',
} as const;

/** Whom a message that is one word means: an id, a name or its beginning, a tail, pinyin or initials. */
export async function pointedAtByWord(word: string, reader: ClientReader): Promise<Pointed | null> {
  for (const mention of mentionsIn(word)) {
    const clients = await reader.find(mention);
    const chip = `${wordChips[mention.kind]} ${mention.text}`;
    if (clients.length > 0) return { clients, chip, words: word, exact: true };
  }
  return null;
}

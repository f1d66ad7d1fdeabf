import { civilDate } from '../../calendar/day.ts';
import type { ClientSummary } from '../client.ts';
import type { ClientCard } from '../client-card.ts';

/** A client whose traces are taken out of a text, and what stands for the name. */
export interface MaskedClient {
  readonly clientId: string;
  /** All spellings of the name, the longest first. */
  readonly names: readonly string[];
  /** 王先生, 李女士, 赵客户; with 甲, 乙 … where two would be called alike. */
  readonly called: string;
  /** What else the book says of this client in words: never shown. */
  readonly secrets: readonly string[];
}

const doubleSurnames =
  /^(?:欧阳|上官|司马|诸葛|皇甫|慕容|令狐|司徒|公孙|长孙|宇文|尉迟|东方|夏侯|南宫|独孤|端木|百里|呼延)/;
const personName = /^\p{Script=Han}{2,4}$/u;

function surnameOf(name: string): string {
  if (!personName.test(name)) return '';
  return doubleSurnames.exec(name)?.[0] ?? name.slice(0, 1);
}

function formal({ name, gender }: Pick<ClientSummary, 'name' | 'gender'>): string {
  const title = gender === 'male' ? '先生' : gender === 'female' ? '女士' : '客户';
  const surname = surnameOf(name);
  return surname === '' ? '某客户' : `${surname}${title}`;
}

/** Shorter words stand in other texts as well (有效沟通), and tell of nobody. */
const shortestSecret = { noted: 4, told: 6 };

function secretsOf({ client, contacts, complaints, tags }: ClientCard): string[] {
  const birth = client.birthDate === null ? null : civilDate(client.birthDate);
  const two = (value: number) => String(value).padStart(2, '0');
  const born = birth
    ? [
        `${birth.year}-${two(birth.month)}-${two(birth.day)}`,
        `${birth.year}年${birth.month}月${birth.day}日`,
      ]
    : [];
  const atLeast = (length: number, texts: readonly (string | null)[]) =>
    texts.filter((text) => text !== null && text.trim().length >= length) as string[];
  const { noted, told } = shortestSecret;
  return [
    ...born,
    ...atLeast(noted, [client.remark, client.employer, ...contacts.map(({ note }) => note)]),
    ...atLeast(
      told,
      contacts.map(({ result }) => result),
    ),
    ...atLeast(
      told,
      complaints.map(({ topic }) => topic),
    ),
    ...atLeast(
      told,
      tags.map(({ tag }) => tag),
    ),
  ];
}

const ordinals = '甲乙丙丁戊己庚辛壬癸';

/** How clients are called; `cards` where the answer tells more of them than their row in a list. */
export function maskedClients(
  clients: readonly ClientSummary[],
  cards: readonly ClientCard[] = [],
): MaskedClient[] {
  const seen = new Map<string, number>();
  const total = Map.groupBy(clients, formal);
  return clients.map((client) => {
    const called = formal(client);
    const nth = seen.get(called) ?? 0;
    seen.set(called, nth + 1);
    const alike = (total.get(called)?.length ?? 0) > 1;
    const which = alike ? (ordinals[nth] ?? String(nth + 1)) : '';
    const card = cards.find((one) => one.client.clientId === client.clientId);
    return {
      clientId: client.clientId,
      names: [client.name].filter((name) => name.length > 1),
      called: `${called}${which}`,
      secrets: card ? secretsOf(card) : [],
    };
  });
}

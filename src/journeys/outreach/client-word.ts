import { personIn } from '../../domain/conversation/person-mention.ts';

const id = /[A-Za-z]{1,3}\d{3,}/;
// A product's number, by the word before it.
const productNumber = /(?:产品(?:号|编号)?\s*|(?:推|介绍|讲).{0,8}?)[A-Za-z]{1,3}\d+/g;
const called =
  /(?:发给|写给|打给|给|给新接手的客户|约|邀请|请|祝|提醒|联系|谢谢|感谢)\s*(?:我的?|那位|这位|新接手的?|老)?(?:老?客户)?([\p{Script=Han}]{2,4})/gu;
const titled = /([\p{Script=Han}](?:先生|女士|总|老板|老师|医生|主任|校长|工|姐|哥))/u;

/** A run of characters that may begin with a name, as names of three and of two characters. */
function beginnings(run: string): string[] {
  const characters = [...run];
  return [characters.slice(0, 3).join(''), characters.slice(0, 2).join('')];
}

/**
 * Words of a request that may point at the client, the surest first: an id, a mobile tail, then what
 * stands where a name would; the book decides. `simplified` is the request in normalised form.
 */
export function clientWordsIn(text: string, simplified: string): string[] {
  const byId = id.exec(text.replace(productNumber, ''))?.[0];
  if (byId !== undefined) return [byId];
  const tail = /尾号\s*(\d{4})/.exec(text)?.[1];
  if (tail !== undefined) return [tail];
  const person = personIn(simplified);
  const title = titled.exec(simplified)?.[1];
  const guesses = [
    ...(person && person.form !== 'identifier' ? [person.text] : []),
    ...[...simplified.matchAll(called)].flatMap(([, run = '']) => beginnings(run)),
    ...(title === undefined ? [] : [title]),
    ...beginnings(/^[\p{Script=Han}]{2,}/u.exec(simplified)?.[0] ?? ''),
  ];
  return [...new Set(guesses)].filter((word) => [...word].length >= 2).slice(0, 8);
}

const explicit =
  /(?:发给|写给|打给|给|约|邀请|提醒|感谢)\s*(?:我的?|老)?(?:老?客户)?([\p{Script=Han}]{2,4}?)(?:写|发|拟|起草|编|弄|来|推|介绍|的|，|,|\s|$)/u;
const nobody = /^(?:他|她|客户|这位|那位|该|对方|大家|人家|所有|全部|我|您|你|自己|一条|一下|个)/;

/** Whether a request names somebody, known or not: 给单雄信写…, an id, a tail. */
export function namesSomebody(text: string, simplified: string): boolean {
  if (id.test(text.replace(productNumber, '')) || /尾号\s*\d{4}/.test(text)) return true;
  const name = explicit.exec(simplified)?.[1];
  return name !== undefined && !nobody.test(name);
}

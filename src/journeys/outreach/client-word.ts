import { personIn } from '../../domain/conversation/person-mention.ts';

const given =
  /(?:给|发给|写给|打给|约|请|祝|提醒|联系|谢谢|感谢)\s*([\p{Script=Han}]{2,4}?)(?=写|发|拟|编|起草|草拟|来|弄|做|准备|整|出|回|打|的|，|,|先生|女士|生日|道|一)/u;
const id = /[A-Za-z]{1,3}\d{3,}/;
const notNames = /^(?:客户|他|她|一位|这位|那位|那个|这个|我|名下|大家|老板|他们)/u;

/** The word of a request that points at the client: an id, a mobile tail or a name; null: none. */
export function clientWordIn(text: string): string | null {
  const byId = id.exec(text.replace(/产品\s*[A-Za-z]{1,3}\d+/g, ''))?.[0];
  if (byId !== undefined) return byId;
  const tail = /尾号\s*(\d{4})/.exec(text)?.[1];
  if (tail !== undefined) return tail;
  const name = given.exec(text)?.[1];
  if (name !== undefined && !notNames.test(name)) return name;
  const person = personIn(text);
  return person === null || person.form === 'identifier' ? null : person.text;
}

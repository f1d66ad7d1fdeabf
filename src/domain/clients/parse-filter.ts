import type { Day } from '../calendar/day.ts';
import { type ClientCondition, type ClientFilter, clientFilterSchema } from './client-filter.ts';
import { contactRules } from './filter/contact-rules.ts';
import { dueRules, holdingRules } from './filter/money-rules.ts';
import { orderRules } from './filter/order-rules.ts';
import { firstPersonRules, personRules } from './filter/person-rules.ts';
import { Scan } from './filter/scan.ts';

export interface ReadFilter {
  readonly filter: ClientFilter;
  /** What the message says beside, in its own words. */
  readonly notUnderstood: readonly string[];
  /** Nothing was asked but “my clients”. */
  readonly asksForAll: boolean;
}

// Words in which any list is asked for; they say nothing about the clients.
const filler =
  /我(?:们)?(?:的)?(?:名下|手上|手里|管户|管的|经管|这儿?|这里|负责)?(?:的)?|名下|手[上里](?:的)?|管户|客户名单|名单|客户|有?(?:哪些|哪几|哪位|哪个)(?:位|个|人)?|都?有?谁|几[位个]|多少[位个人]*|一共|总共|统计|列(?:一下|出来?|个)?|排(?:一下|个)?(?:序|名)?|拉(?:一下|个|出来?)?|找(?:一下|出来?)?|筛(?:选|一下|出来?)*|查(?:一下|询|查)?|看(?:一下|看|下)?|给我|帮我|帮忙|麻烦|请|想(?:知道|看)?|需要|全部|所有|整个|其中|里面?|只看|再加上?|还有|并且|而且|同时|以及|另外|但是?|或者?|又|且|和|与|跟|的|了|过|是|有|在|都|还|也|就|要|那|这|些|呢|吗|吧|啊|呀|人|位|个|们|把|一下|出来|情况|现在|目前|当前|单笔/g;
const pieces = /[|，,。.、；;：:！!？?\s~“”"'（）()]+/;

function leftOver(scan: Scan): string[] {
  return scan.rest
    .split(pieces)
    .map((piece) => piece.replace(filler, '|'))
    .flatMap((piece) => piece.split('|'))
    .map((piece) => scan.inWords(piece))
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}

function withoutRepeats(conditions: readonly ClientCondition[]): ClientCondition[] {
  const seen = new Set<string>();
  return conditions.filter((one) => {
    const key = JSON.stringify(one);
    return seen.has(key) ? false : seen.add(key);
  });
}

/**
 * Reads which clients a message asks for. Each rule takes the words that it understood out of the
 * text, so that what is left can be told as not understood; nothing is guessed.
 */
export function parseFilter(text: string, today: Day): ReadFilter {
  const scan = new Scan(text, today);
  const rules = [
    ...orderRules,
    ...firstPersonRules,
    ...dueRules,
    ...contactRules,
    ...personRules,
    ...holdingRules,
  ];
  for (const rule of rules) rule(scan);
  const { sort, descending, limit } = scan;
  const conditions = withoutRepeats(scan.conditions);
  const filter = clientFilterSchema.parse({
    conditions,
    ...(sort ? { sort } : {}),
    ...(descending === undefined ? {} : { descending }),
    ...(limit === undefined ? {} : { limit }),
  }) as ClientFilter;
  const notUnderstood = [...scan.unread, ...leftOver(scan)];
  const plain = conditions.length === 0 && sort === undefined && limit === undefined;
  return { filter, notUnderstood, asksForAll: plain && notUnderstood.length === 0 };
}

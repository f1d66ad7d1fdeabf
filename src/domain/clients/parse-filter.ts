import type { Day } from '../calendar/day.ts';
import { type ClientCondition, type ClientFilter, clientFilterSchema } from './client-filter.ts';
import { contactRules } from './filter/contact-rules.ts';
import { dueRules, holdingRules } from './filter/holding-rules.ts';
import {
  assetRules,
  changeRules,
  loanRules,
  moveRules,
  restOfMoney,
} from './filter/money-rules.ts';
import { orderRules, usualOrder } from './filter/order-rules.ts';
import { personRules } from './filter/person-rules.ts';
import { type Rule, Scan } from './filter/scan.ts';
import { assessmentRules, standingRules } from './filter/standing-rules.ts';
import { namedRules, traitRules } from './filter/trait-rules.ts';
import type { Vocabulary } from './filter/vocabulary.ts';

export interface ReadFilter {
  readonly filter: ClientFilter;
  /** What the message says beside, in its own words. */
  readonly notUnderstood: readonly string[];
  /** Nothing was asked but “my clients”. */
  readonly asksForAll: boolean;
}

// Words in which any list is asked for; they say nothing about the clients.
const filler =
  /我(?:们)?(?:的)?(?:团队|行)?(?:名下|手上|手里|手头|管户|管的|经管|这儿?|这里|负责)?(?:的)?|(?:整个|全)?(?:团队|支行|全行|本行|行里)(?:里|的|所有)*|名下|手[上里头](?:的)?|管户|管(?:着|的)?|客户(?:名单)?|名单|清单|列表|有?(?:哪些|哪几|哪位|哪个)(?:位|个|人)?|是?哪些|都?有?谁|(?:有)?几[位个人]|有没有|多少[位个人名]*|一共|总共|合计|统计|数量|列(?:一下|出来?|个|给我)?|排(?:一下|个)?(?:序|名)?|拉(?:一下|个|出来?)?|找(?:一下|出来?|找)?|筛(?:选|一下|出来?)*|查(?:一下|询|查|下)?|看(?:一下|看|下)?|调(?:一下|出来?)?|导(?:一下|出来?)|发(?:我|给我)|告诉我|给我|帮我|帮忙|麻烦|请问?|想(?:知道|看|要)?|需要|全部|全都?|所有|整个|其中|当中|里面?|中的|只看|再加上?|还有|并且|而且|同时|以及|另外|但是?|可是?|不过|却|而|或者?|又|且|和|与|跟|及|的|了|过|是|有|在|都|还|也|就|要|会|将|已经?|呢|吗|吧|啊|呀|嘛|么|那|这|些|几|人|位|个|名|者|们|把|一下|出来|情况|信息|现在|目前|当前|单笔|满足|符合|条件|属于|大户?|他们|她们|家|号|老/g;
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

// The order matters: a rule takes its words away, so that the next ones don't read them otherwise.
const rules: readonly Rule[] = [
  ...orderRules,
  ...namedRules,
  ...assessmentRules,
  ...changeRules,
  ...moveRules,
  ...dueRules,
  ...contactRules,
  ...personRules,
  ...standingRules,
  ...traitRules,
  ...loanRules,
  ...assetRules,
  ...holdingRules,
  ...restOfMoney,
  usualOrder,
];

/**
 * Reads which clients a message asks for. Each rule takes the words that it understood out of the
 * text, so that what is left can be told as not understood; nothing is guessed.
 */
export function parseFilter(text: string, today: Day, vocabulary?: Vocabulary): ReadFilter {
  const scan = new Scan(text, today, vocabulary);
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

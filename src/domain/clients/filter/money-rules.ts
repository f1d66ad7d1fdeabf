import type { Range } from '../client-filter.ts';
import { P, placedKinds, productSaid } from './product-words.ts';
import { A, type Rule, type Scan, T } from './scan.ts';

const onlyDemand: Rule = (scan) => {
  if (
    !scan.take(
      /(?:手里|手上|名下)?(?:只有|只剩|就有|光有|全是)活期(?:存款)?(?:没有?(?:别的|其他|其它)的?(?:产品)?)?/,
    )
  )
    return;
  scan.add({ kind: 'holds', products: ['demand'] });
  scan.add({ kind: 'holds', products: placedKinds, not: true });
};

const fall = '下降|减少|降低|缩水|下跌|流出|流失|变少|掉|降|少|跌';
const rise = '上升|增长|增加|变多|提升|涨|升|增';
const howMuch = '(?:了|得|的)*(?:(最?(?:多|快|厉害|狠|大|明显))的?)?';
const changed = new RegExp(
  `(?:${T}(?:里|内|来|以来)?(?:的)?)?(?:总?资产|余额|aum|账上的?钱|金融资产)(?:${T})?(?:比较?|有|在|都|一直|明显|大幅|持续|是)*(?:(${fall})|(${rise}))${howMuch}(?:${A}|(?:超过|大于|不低于)?(\\d+)%(?:及?以上)?)?`,
);

function changeBounds(up: boolean, cents: Range | undefined, percent: string | undefined) {
  if (cents?.from !== undefined) return { cents: up ? cents : { to: -cents.from } };
  if (percent !== undefined)
    return { percent: up ? { from: Number(percent) } : { to: -Number(percent) } };
  return { cents: up ? { from: 1 } : { to: -1 } };
}

function monthsSaid(scan: Scan, token: string | undefined): number {
  const time = scan.timeOf(token);
  if (time === null) return 3;
  if (time.kind === 'span')
    return time.unit === 'month' ? time.count : Math.max(1, Math.round(time.count / 30));
  if (time.kind === 'days') return Math.max(1, Math.round((scan.today - time.from) / 30));
  return 1;
}

const assetChange: Rule = (scan) => {
  const match = scan.take(changed);
  if (!match) return;
  const [, before, after, , up, most, amount, percent] = match;
  const months = monthsSaid(scan, before ?? after);
  scan.add({
    kind: 'aum-change',
    months,
    ...changeBounds(up !== undefined, scan.cents(amount), percent),
  });
  if (most !== undefined) {
    scan.sort = 'aum-change';
    scan.descending = up !== undefined;
  }
};

const together = '合计|加起来|总共|一共|总额|总金额';
const dueWords = new RegExp(
  `(?:${T}(?:以?内|之?前|里)?(?:要|会|将|就|快|有|的)*)?${P}?(?:产品)?(?:在)?(?:${T})?(?:有|里|内|要|会|将|就|快|即将|马上|快要|的)*到期(?:日|时间)?(?:是|在|为|了)?(?:${T})?(?:的)?(单笔|${together}|金额)?(?:${P}(?:客户)?)?`,
);

// What has already run out is another question than what will.
const overAlready: Rule = (scan) => {
  const match = scan.take(
    /[^|，,。]*(?:已经?到期|到期(?:但|却|了[^的]|未承接|没承接|后没|没续|未续))[^|，,。]*/,
  );
  if (match) scan.unread.push(scan.inWords(match[0]));
};

const dueSoon: Rule = (scan) => {
  if (scan.take(/(?:最先|最早|最快|最近)到期(?:的)?/)) scan.sort = 'due';
  const match = scan.take(dueWords);
  if (!match) return;
  const [, first, product, second, third, how, productAfter] = match;
  const loose = first ?? second ?? third ?? scan.take(new RegExp(T))?.[1];
  const days = scan.ahead(loose) ?? { from: scan.today, to: scan.today + 30 };
  const amount = scan.take(
    new RegExp(
      `(单笔|${together}|金额)?(?:在|为|是)?(?<!(?:资产|存款|活期|aum)(?:在|有|是)?)${A}(?!(?:的)?(?:总?资产|aum))(${together})?`,
    ),
  );
  const perClient =
    new RegExp(together).test(`${how ?? ''}${amount?.[1] ?? ''}${amount?.[3] ?? ''}`) ||
    scan.take(new RegExp(`按?(?:客户)?(?:${together})`)) !== null;
  scan.add({
    kind: 'due',
    days,
    ...productSaid(product ?? productAfter),
    ...(amount ? { amountCents: scan.cents(amount[2]) } : {}),
    ...(perClient ? { perClient: true } : {}),
  });
};

const assets: Rule = (scan) => {
  const source = `(?:总?资产|aum|身家|金融资产|规模)(?:总额|余额)?(?:在|有|是|为|达到?)?${A}|${A}(?:的)?(?:总?资产|aum|身家)`;
  const match = scan.take(new RegExp(source));
  if (match) scan.add({ kind: 'aum', cents: scan.cents(match[1] ?? match[2]) ?? {} });
};

const depositsHeld: Rule = (scan) => {
  const match = scan.take(
    new RegExp(`(?<!结构性?|定期|活期)存款(?:总额|余额)?(?:在|有|是|为)?${A}|${A}(?:的)?存款`),
  );
  if (match) scan.add({ kind: 'deposits', cents: scan.cents(match[1] ?? match[2]) ?? {} });
};

const levels = ['R1', 'R2', 'R3', 'R4', 'R5'] as const;

const riskHeld: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `(没有?|未|不)?(?:持有|买过?|买了|有)*r([1-5])级?(?:(及?以上)|(及?以下|以内))?(?:级|的|风险)*${P}?(?:产品)?(?:余额|持仓)?${A}?`,
    ),
  );
  if (!match) return;
  const [, no, digit, up, down, product, amount] = match;
  const at = Number(digit) - 1;
  const risks = up ? levels.slice(at) : down ? levels.slice(0, at + 1) : levels.slice(at, at + 1);
  const bound = amount === undefined ? {} : { amountCents: scan.cents(amount), perClient: true };
  scan.add({ kind: 'holds', ...productSaid(product), risks, ...bound }, no !== undefined);
};

const holdWords = '(?:持有|拿着|配置过?|配了|配过|买过|买了|买|手里有|手上有|名下有|有|持)';
const productHeld: Rule = (scan) => {
  const pattern = new RegExp(
    `(没有?|未|不|从没)?(?:再)?${holdWords}?(?:过)?${A}?(?:的)?${P}(?:产品)?(?:余额|持仓|持有|份额|金额|资产|存款)?(?:在|有|是|为)?${A}?(?:持仓)?`,
  );
  for (let match = scan.take(pattern); match; match = scan.take(pattern)) {
    const [, no, before, product, after] = match;
    const amount = before ?? after;
    const bound = amount === undefined ? {} : { amountCents: scan.cents(amount), perClient: true };
    scan.add({ kind: 'holds', ...productSaid(product), ...bound }, no !== undefined);
  }
};

const looseAmount: Rule = (scan) => {
  const match = scan.take(new RegExp(`(?:金额|余额)?(?:在|有|是)?${A}`));
  if (match) scan.add({ kind: 'aum', cents: scan.cents(match[1]) ?? {} });
};

const loanKinds = {
  房贷: 'mortgage',
  按揭: 'mortgage',
  经营贷: 'business',
  消费贷: 'consumer',
} as const;

const loans: Rule = (scan) => {
  const match = scan.take(
    /(没有?|无|未)?(?:办理?过?|有|在还|还有|背着)*(住?房贷款?|按揭|经营贷款?|消费贷款?|贷款)(?:在(?:我行|本行|身))?/,
  );
  if (!match) return;
  const word = Object.keys(loanKinds).find((one) => match[2]?.includes(one)) as
    | keyof typeof loanKinds
    | undefined;
  scan.add(
    { kind: 'loan-open', ...(word ? { loans: [loanKinds[word]] } : {}) },
    match[1] !== undefined,
  );
};

/** What clients own, owe and have falling due, in the order in which they must be read. */
export const dueRules: readonly Rule[] = [onlyDemand, overAlready, assetChange, dueSoon];
export const holdingRules: readonly Rule[] = [
  assets,
  depositsHeld,
  riskHeld,
  loans,
  productHeld,
  looseAmount,
];

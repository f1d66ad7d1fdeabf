import { P, Ps, placedKinds, productSaid } from './product-words.ts';
import { A, and, type Rule, T } from './scan.ts';
import { anyOf, asWritten } from './vocabulary.ts';

const onlyDemand: Rule = (scan) => {
  if (
    !scan.take(
      /(?:手里|手上|名下|钱)?(?:都)?(?:只有|只剩|就有|光有|全是|只放|全放|只存了?)(?:在)?活期(?:存款)?(?:里|上)?(?:[,，])?(?:没有?(?:别的|其他|其它)的?(?:产品)?|啥都没买|什么都没买)?(?:的)?/,
    )
  )
    return;
  scan.add({ kind: 'holds', products: ['demand'] });
  scan.add({ kind: 'holds', products: placedKinds, not: true });
};

const noProduct: Rule = (scan) => {
  if (
    scan.take(
      /(?:什么|任何|啥|一个|一只|一样)(?:产品|东西)?(?:都|也)(?:没有?|未)(?:买|持有|配置?)?(?:过)?(?:的)?|(?:没有?|未)(?:持有|配置?|买)(?:过)?(?:任何|什么)?产品(?:的)?|(?<=\|)没有?产品的?/,
    )
  )
    scan.add({ kind: 'holds', products: placedKinds, not: true });
};

const together = '合计|加起来|总共|一共|总额|总金额|累计|加总|总计';
const dueWords = new RegExp(
  `(?:${T}(?:以?内|之?前|里头?|当中|之间|期间)?(?:我|名下|有|谁|哪些人?|哪几个|哪些客户|几个|的|要|会|将|就|快|单笔|且|那些?|是|客户|都|还)*)?(?:(r[1-5])(?:级)?(?:的)?)?${Ps}?(?:类)?(?:产品)?(?:在)?(?:${T})?(?:有|里|内|要|会|将|就|快|即将|马上|快要|的|还没|钱|资金|客户|是|又|临近)*到期(?:日期?|时间)?(?:是|在|为|了|且|并且|,|，)*(?:${T})?(?:的)?(?:钱|资金)?(单笔|${together}|金额)?(?:${Ps}(?:客户)?)?`,
);

const renewed = '承接|续作?|续存|续做|续买|接上|转存|再存|再买|落地|续上';
const overAlready: Rule = (scan) => {
  const match =
    scan.take(
      new RegExp(
        `(?:${T}(?:里|内|以来)?(?:的|有)*)?(?:已经?|刚|都|钱|产品)*到期(?:了|后|但|却|而|,|，|还|钱|资金|都|也|又|的|产品)*(?:一直)?(?:没有?|未|没能|尚未)(?:人|有|再|被)*(?:${renewed})(?:的|上|做|好)*(?:客户)?(?:名单|列表)?(?:${T})?`,
      ),
    ) ??
    scan.take(
      new RegExp(
        `(?:${T}(?:里|内|以来)?(?:的|有)*)?(?:已经?到期|到期过了?)(?:了|的|还)*(?:,|，)?(?:钱|资金)?(?:还)?(?:在|趴|躺|放)*(?:着)?(?:活期)?(?:上|里)?(?:没动|没处理)?(?:的)?(?:${T})?`,
      ),
    );
  if (!match) return;
  const [, first, last] = match;
  const days = scan.back(first ?? last) ?? { from: scan.today - 7, to: scan.today - 1 };
  scan.add({ kind: 'matured', days: { from: days.from, to: Math.min(days.to, scan.today - 1) } });
};

const dueSoon: Rule = (scan) => {
  const match = scan.take(dueWords);
  if (!match) return;
  const [, first, risk, product, second, third, how, productAfter] = match;
  const loose = first ?? second ?? third ?? scan.take(new RegExp(T))?.[1];
  const days = scan.ahead(loose) ?? { from: scan.today, to: scan.today + 30 };
  const amount = scan.take(
    new RegExp(
      `(?:,|，|、|且|而且|并且|,并且)?(单笔|${together}|金额|到期金额)?(?:在|为|是|有|都)*(?<!(?:总?资产|存款|活期|定期|理财|基金|aum|身家|规模)(?:余额|总额|持仓)?(?:在|有|是|也|还|都|就)*)${A}(?!(?:的)?(?:总?资产|aum|存款|活期|定期|理财|基金))(${together})?`,
    ),
  );
  const perClient =
    new RegExp(together).test(`${how ?? ''}${amount?.[1] ?? ''}${amount?.[3] ?? ''}`) ||
    scan.take(new RegExp(`按?(?:同一)?(?:客户)?(?:${together})`)) !== null;
  const named = productSaid(product ?? productAfter);
  scan.add({
    kind: 'due',
    days,
    ...named,
    ...(risk === undefined ? {} : { risks: [risk.toUpperCase() as 'R1'] }),
    ...(amount ? { amountCents: scan.cents(amount[2]) } : {}),
    ...(perClient ? { perClient: true } : {}),
  });
};

const levels = ['R1', 'R2', 'R3', 'R4', 'R5'] as const;

function risksSaid(first: string, rest: string, up: boolean, down: boolean) {
  const at = Number(first) - 1;
  const to = /^(?:到|至|-|~|—)r?([1-5])/.exec(rest)?.[1];
  if (to !== undefined) return levels.slice(at, Number(to));
  if (up) return levels.slice(at);
  if (down) return levels.slice(0, at + 1);
  const named = [first, ...[...rest.matchAll(/r([1-5])/g)].map((match) => match[1] ?? '')];
  return levels.filter((level) => named.includes(level.slice(1)));
}

const got =
  '(?:持有|还拿着|拿着|握着|配置过?|配了|配过|配|买过|买了|买入|买|手里有|手上有|手里|手上|名下有|有|持|却|还|存了?|做了?|办了?|开了?|过)';
const riskHeld: Rule = (scan) => {
  const pattern = new RegExp(
    `(没有?|未|不|从没|从未|没敢)?${got}*(?:风险(?:等级)?)?r([1-5])级?((?:(?:到|至|-|~|—)r?[1-5]级?)|(?:${and}r[1-5]级?)*)(?:(及?以上)|(及?以下|以内))?(?:级|的|风险|等级)*${P}?(?:产品)?(?:余额|持仓)?${A}?(?:的)?`,
  );
  for (let match = scan.take(pattern); match; match = scan.take(pattern)) {
    const [, no, digit = '1', rest = '', up, down, product, amount] = match;
    const risks = [...risksSaid(digit, rest, up !== undefined, down !== undefined)];
    const bound = amount === undefined ? {} : { amountCents: scan.cents(amount), perClient: true };
    scan.add({ kind: 'holds', ...productSaid(product), risks, ...bound }, no !== undefined);
  }
};

const things = '(?:余额|持仓|持有|份额|金额|资产|存款|里|上|账户)*';
const lies = '(?:趴着?|放着?|躺着?|闲着?|存着?|有着?|在|是|为|都|就|也|总共|合计)*';
const denial =
  '(没有?|未|不|从没|从来没|从未|还没|一只|一份|一笔|一张|一点|啥|什么|任何|没买|没配|没做|没存|没办|没开)';

const bothHeld: Rule = (scan) => {
  const match =
    scan.take(new RegExp(`(?:既|又)${got}*${P}(?:又|也|还)${got}*${P}(?:的)?`)) ??
    scan.take(new RegExp(`${got}?${P}(?:和|跟|与|、)${P}(?:都|全|同时)${got}+(?:的)?`)) ??
    scan.take(new RegExp(`同时${got}+${P}(?:和|跟|与|、)${P}(?:的)?`));
  if (!match) return;
  for (const product of match.slice(1, 3)) scan.add({ kind: 'holds', ...productSaid(product) });
};

const neitherHeld: Rule = (scan) => {
  const match = scan.take(
    new RegExp(`${P}(?:和|跟|与|、|或者?)${P}(?:都|也|全)?(?:没有?|未)${got}*(?:的)?`),
  );
  if (!match) return;
  const [, one, other] = match;
  scan.add({ kind: 'holds', ...productSaid(`${one}和${other}`) }, true);
};

const productHeld: Rule = (scan) => {
  const pattern = new RegExp(
    `${denial}?(?:再|过|上|有|在我行)*${got}*${A}?(?:的)?${Ps}(?:类)?(?:的)?(?:产品|客户)?${things}(?:((?:都没有?|也没有?|没有?|没买|没配|没持有)(?!(?:买|有|持有|配|做|存|过)*${P})|为零|是空的)(?:买|有|持有|配|做|存|过)*|${lies}(?:过|了)?${A}?)(?:${got}(?!(?:没|有谁|哪)))?(?:持仓)?(?:趴着|的)?`,
  );
  for (let match = scan.take(pattern); match; match = scan.take(pattern)) {
    const [, no, before, product, none, , after] = match;
    const amount = before ?? after;
    const bound = amount === undefined ? {} : { amountCents: scan.cents(amount), perClient: true };
    const empty = none !== undefined || (no !== undefined && !/^一|啥|什么|任何/.test(no));
    scan.add({ kind: 'holds', ...productSaid(product), ...bound }, empty);
  }
};

/** Products of the bank's own table, by their whole names. */
const namedProduct: Rule = (scan) => {
  const { products } = scan.vocabulary;
  const names = anyOf(products.filter((name) => !new RegExp(`^${P}$`).test(name)));
  if (names === null) return;
  const match = scan.take(
    new RegExp(
      `(没有?|未|不)?${got}*(?:${A}的?)?[“"「《]?(${names})[”"」》]?(?:产品|持仓)?${lies}${A}?(?:的)?`,
    ),
  );
  if (!match) return;
  const [, no, before, name = '', after] = match;
  const amount = before ?? after;
  const bound = amount === undefined ? {} : { amountCents: scan.cents(amount), perClient: true };
  scan.add({ kind: 'holds', productName: asWritten(products, name), ...bound }, no !== undefined);
};

/** What falls due, and what is held, in the order in which they must be read. */
export const dueRules: readonly Rule[] = [overAlready, dueSoon];
export const holdingRules: readonly Rule[] = [
  namedProduct,
  onlyDemand,
  riskHeld,
  bothHeld,
  neitherHeld,
  productHeld,
  noProduct,
];

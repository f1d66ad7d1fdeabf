import type { Range } from '../client-filter.ts';
import { A, type Rule, type Scan, T } from './scan.ts';

const fall =
  '(?:往下)?(?:降幅|跌幅|下降|减少|降低|缩水|下滑|下跌|流出|流失|变少|掉|降|少|跌|缩)(?:下去|下来)?';
const rise = '(?:往上)?(?:涨幅|增幅|上升|增长|增加|变多|提升|上涨|涨|升|增|多)(?:上去|起来)?';
const howMuch = '(?:了|得|的|过|幅度|超过|大于|不低于)*(?:(最?(?:多|快|厉害|狠|大|明显|严重))的?)?';
const what =
  '(?:月末)?(?:的)?(?:总?资产|余额|aum|账上的?钱|金融资产|存在我们这的钱|在我们行的钱|规模)';
const changed = new RegExp(
  `(?:${T}(?:里|内|来|以来|间)?(?:的)?)?${what}(?:(?:比|较|相比|跟|和|与)?${T}(?:前|之前|时|末|初)?(?:相比|比)?)?(?:比较?|有所|有|在|都|一直|明显|大幅|持续|是|往下|比之前|比以前|又)*(?:(${fall})|(${rise}))${howMuch}(?:${A}|(?:超过|大于|不低于)?(\\d+)%(?:及?(?:以上|多))?)?`,
);

function changeBounds(up: boolean, cents: Range | undefined, percent: string | undefined) {
  if (cents?.from !== undefined) return { cents: up ? cents : { to: -cents.from } };
  if (percent !== undefined)
    return { percent: up ? { from: Number(percent) } : { to: -Number(percent) } };
  return { cents: up ? { from: 1 } : { to: -1 } };
}

/** How many month ends back; a calendar month just past is that month's own change. */
function monthsSaid(scan: Scan, token: string | undefined): number {
  const time = scan.timeOf(token);
  if (time === null) return 3;
  if (time.kind === 'span')
    return time.unit === 'month' ? time.count : Math.max(1, Math.round(time.count / 30));
  if (time.kind !== 'days') return 1;
  const end = Math.min(time.to, scan.today);
  const start = time.to < scan.today ? end - time.from : scan.today - time.from;
  return Math.max(1, Math.round(start / 30));
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

const otherBank =
  '(?:他行|别的?(?:银)?行|其他(?:银)?行|其它(?:银)?行|外行|别家(?:银行)?|别处|别的银行|行外)';
const goes = '(?:转|汇|划|流|搬)';
const movedOut: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `(?:${T}(?:里|内|来|间)?(?:的)?)?(?:有|把|大额|大笔|在|都|曾经?)*(?:钱|资金)?(?:(?:往|向|给|到)${otherBank}${goes}(?:账|款|钱|出|走|去|了|过)*|${goes}(?:账|款|钱|出|走)*(?:到|往|给|去|向|至)${otherBank}|(?:转出|转走|汇出|划走|搬走)(?:了)?(?:${otherBank})?(?:去)?)(?:的)?(?:钱|资金|金额)?(?:了|过|超过|在)*(?:${A})?(?:的)?`,
    ),
  );
  if (!match) return;
  const [, token, amount] = match;
  const days = scan.back(token) ?? { from: scan.today - 29, to: scan.today };
  const cents = scan.cents(amount);
  scan.add({ kind: 'moved-out', days, ...(cents === undefined ? {} : { cents }) });
};

const assets: Rule = (scan) => {
  const thing =
    '(?:月末)?(?:的)?(?:总?资产|aum|身家|金融资产|规模|在我们行的钱|在我行资产)(?:总额|余额|量)?';
  const source = `${thing}(?:大概|大约|都|也|就|有|能)*(?:在|有|是|为|达到?)?${A}|${A}(?:的)?${thing}`;
  for (let match = scan.take(new RegExp(source)); match; match = scan.take(new RegExp(source))) {
    scan.add({ kind: 'aum', cents: scan.cents(match[1] ?? match[2]) ?? {} });
  }
};

const depositsHeld: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `(?<!结构性?|定期|活期)存款(?:总额|余额)?(?:大概|都|也|就)*(?:在|有|是|为)?${A}|${A}(?:的)?(?<!结构性?|定期|活期)存款`,
    ),
  );
  if (match) scan.add({ kind: 'deposits', cents: scan.cents(match[1] ?? match[2]) ?? {} });
};

const distance = new RegExp(`(?:离|距离?|差)${A}(?:只|还|就)*(?:差|有|剩)(?:不到)?${A}(?:的)?`);
/** 离50万差10万以内: from 40 to just under 50. */
const nearLine: Rule = (scan) => {
  const match = scan.take(distance);
  if (!match) return;
  const line = scan.cents(match[1]);
  const gap = scan.cents(match[2]);
  const [to, by] = [line?.from ?? line?.to, gap?.to ?? gap?.from];
  if (to !== undefined && by !== undefined)
    scan.add({ kind: 'aum', cents: { from: to - by, to: to - 1 } });
};

const looseAmount: Rule = (scan) => {
  const pattern = new RegExp(`(?:金额|余额|钱)?(?:在|有|是)?${A}(?:的)?(?:大户)?`);
  for (let match = scan.take(pattern); match; match = scan.take(pattern)) {
    scan.add({ kind: 'aum', cents: scan.cents(match[1]) ?? {} });
  }
};

const loanKinds = {
  房贷: 'mortgage',
  按揭: 'mortgage',
  经营: 'business',
  消费: 'consumer',
} as const;

const prepay: Rule = (scan) => {
  const found = scan.takeWithDenial(
    '(?:申请|提出|要求|办理?|想|要|打算|准备|有|提)*(?:过|了)?提前(?:还清?|结清|归还)(?:房贷|贷款|款|贷|按揭)?(?:申请|的|过|了)*',
  );
  if (found) scan.add({ kind: 'prepay-asked' }, found.denied);
};

const loanWords =
  '(住?房贷款?|住房按揭|按揭贷?款?|经营性?贷款?|消费贷款?|贷款)(?:客户)?(?:在(?:我行|本行|我们行|身))?(?:(?:还|都)?没(?:有)?(?:还清|结清|还完)|未结清|未还清|还在还|在还)?';
const loans: Rule = (scan) => {
  const match = scan.take(
    new RegExp(
      `(没有?|无|未|不)?(?:办理?过?|有|在还|还有|背着?|做了?|在|借了?|身上|名下)*${loanWords}(?:(?:余额|本金|还剩|剩余|金额)(?:在|有|是|还)*${A})?(?:的)?`,
    ),
  );
  if (!match) return;
  const [, no, kind, amount] = match;
  const said = Object.keys(loanKinds).find((one) => kind?.includes(one)) as
    | keyof typeof loanKinds
    | undefined;
  const cents = scan.cents(amount);
  const loan = said ? { loans: [loanKinds[said]] } : {};
  scan.add({ kind: 'loan-open', ...loan, ...(cents ? { cents } : {}) }, no !== undefined);
};

/** Where money goes; read before products, whose words are about amounts too. */
export const changeRules: readonly Rule[] = [nearLine, assetChange];
export const moveRules: readonly Rule[] = [movedOut];
export const assetRules: readonly Rule[] = [assets, depositsHeld];
export const loanRules: readonly Rule[] = [prepay, loans];
export const restOfMoney: readonly Rule[] = [looseAmount];

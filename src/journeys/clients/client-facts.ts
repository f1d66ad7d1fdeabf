import type { Day } from '../../domain/calendar/day.ts';
import { outreachChannels } from '../../domain/clients/client.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import {
  ageOn,
  assessmentOf,
  dueOn,
  isPlaced,
  marketingConsent,
  openPromises,
} from '../../domain/clients/client-standing.ts';
import {
  channelWords,
  dayWords,
  discWords,
  loanWords,
  moneyWords,
  outreachWords,
  tagWords,
} from '../../domain/clients/client-words.ts';
import { P, productSaid } from '../../domain/clients/filter/product-words.ts';
import type { Holding } from '../../domain/clients/holding.ts';
import { asData, type RecordMarks } from './record-marks.ts';

export interface Asked {
  readonly card: ClientCard;
  readonly text: string;
  readonly today: Day;
  readonly marks: RecordMarks;
}

type Fact = (asked: Asked) => string[];

const inDays = (days: number): string =>
  days === 0 ? '就是今天' : days > 0 ? `还有${days}天` : `已过${-days}天`;

function holdingLine(one: Holding, { today, marks }: Omit<Asked, 'text'>): string {
  const due = [
    one.maturityOn === null
      ? '没有到期日'
      : `${dayWords(one.maturityOn, today)}到期（${inDays(one.maturityOn - today)}）`,
    one.redeemBy === null ? '' : `赎回预约截止${dayWords(one.redeemBy, today)}`,
    one.maturityOn === null || one.autoRenew === null
      ? ''
      : one.autoRenew
        ? '已设自动转存'
        : '未设自动转存',
  ];
  const amount = `${asData(one.productName)} ${moneyWords(one.amountCents)}`;
  return `${amount}，${due.filter(Boolean).join('，')}${marks.holding(one)}。`;
}

function saidHoldings({ card, text }: Asked): readonly Holding[] {
  const risk = /r[1-5]/i.exec(text)?.[0].toUpperCase();
  const { products, productName } = productSaid(new RegExp(P).exec(text)?.[1]);
  return card.holdings.filter(
    (one) =>
      (products === undefined || products.includes(one.kind)) &&
      (risk === undefined || one.risk === risk) &&
      (productName === undefined || one.productName.includes(productName)),
  );
}

const maturity: Fact = (asked) => {
  const placed = saidHoldings(asked).filter((one) => isPlaced(one) && dueOn(one) !== null);
  const others = saidHoldings(asked).filter((one) => isPlaced(one) && dueOn(one) === null);
  const shown = placed.length > 0 ? placed : others;
  if (shown.length === 0) return ['档案里没有您问的这类持有。'];
  return shown.map((one) => holdingLine(one, asked));
};

const held: Fact = (asked) => {
  const shown = saidHoldings(asked);
  if (shown.length === 0) return ['档案里没有您问的这类持有。'];
  return shown.map((one) => holdingLine(one, asked));
};

const assessment: Fact = ({ card, today, marks }) => {
  const standing = assessmentOf(card, today);
  if (standing === null) return ['没有风险测评记录。'];
  const { assessment: one, validTo, daysLeft } = standing;
  const state =
    daysLeft < 0
      ? `已经过期（${dayWords(validTo, today)}止，${inDays(daysLeft)}）`
      : `有效到${dayWords(validTo, today)}（${inDays(daysLeft)}）`;
  const mark = marks.assessment(card.client.clientId, one);
  return [`${one.level}，${dayWords(one.assessedOn, today)}测评，${state}${mark}。`];
};

const lastContact: Fact = ({ card, today, marks }) => {
  const [last] = card.contacts;
  if (!last) return ['没有联系记录。'];
  const line = (one: typeof last) => {
    const note = [one.result, one.note]
      .filter(Boolean)
      .map((words) => asData(words ?? ''))
      .join('，');
    return `${dayWords(one.contactedOn, today)}（${today - one.contactedOn}天前）${channelWords[one.channel]}${note === '' ? '' : `：${note}`}${marks.contact(one)}。`;
  };
  const talked = card.contacts.find((one) => one.effective === true);
  if (!talked || talked === last) return [`上次联系 ${line(last)}`];
  return [`上次联系 ${line(last)}`, `上次接通 ${line(talked)}`];
};

const assets: Fact = ({ card, today, marks }) => {
  const last = card.balances.slice(-3).reverse();
  if (last.length === 0) return ['没有月末资产记录。'];
  const line = last.map(
    (one) =>
      `${dayWords(one.monthEnd, today)} ${moneyWords(one.aumCents)}${marks.balance(card.client.clientId, one)}`,
  );
  return [`月末资产：${line.join('，')}。`];
};

const consent: Fact = ({ card, today, marks }) => {
  const { clientId, doNotContact } = card.client;
  const lines = outreachChannels.map((channel) => {
    const given = marketingConsent(card, channel, today);
    if (given)
      return `${outreachWords[channel]}已授权（${dayWords(given.grantedOn, today)}起）${marks.consent(clientId, given)}`;
    const taken = card.consents.find(
      (one) => one.purpose === 'marketing' && one.channel === channel && one.revokedOn !== null,
    );
    return taken
      ? `${outreachWords[channel]}已撤回${marks.consent(clientId, taken)}`
      : `${outreachWords[channel]}没有授权`;
  });
  return [`营销授权：${lines.join('，')}。`, ...(doNotContact ? ['档案里设了免打扰。'] : [])];
};

const complaint: Fact = ({ card, today, marks }) => {
  if (card.complaints.length === 0) return ['没有投诉记录。'];
  return card.complaints.slice(0, 3).map((one) => {
    const end = one.closedOn === null ? '还没结' : `${dayWords(one.closedOn, today)}结案`;
    return `${dayWords(one.openedOn, today)}投诉，${asData(one.topic ?? '未写事由')}，${one.level}级，${end}${marks.complaint(one)}。`;
  });
};

const promise: Fact = ({ card, today, marks }) => {
  const open = openPromises(card);
  if (open.length === 0) return ['没有答应过还没办的事。'];
  return open.map((one) => {
    const by = one.nextOn ?? today;
    const note = asData(one.note ?? one.result ?? '');
    return `${dayWords(one.contactedOn, today)}约定${dayWords(by, today)}再联系（${inDays(by - today)}）${note === '' ? '' : `：${note}`}${marks.contact(one)}。`;
  });
};

const birthday: Fact = ({ card, today, marks }) => {
  const { birthDate, clientId } = card.client;
  if (birthDate === null) return ['档案里没有登记生日。'];
  const age = ageOn(birthDate, today);
  const [, words = ''] = /(\d+月\d+日)$/.exec(dayWords(birthDate, today)) ?? [];
  const mark = marks.master(clientId, `生日 ${words}，${age} 岁`);
  return [`生日${words}，今年${age}岁${mark}。`];
};

const preference: Fact = ({ card, marks }) => {
  const { preferredChannel, preferredHours, mobileTail, clientId } = card.client;
  const parts = [
    preferredChannel === null ? '没登记偏好的联系方式' : `偏好${outreachWords[preferredChannel]}`,
    preferredHours === null ? '没登记方便的时段' : `方便时段 ${asData(preferredHours)}`,
    mobileTail === null ? '没有登记手机' : `手机尾号 ${mobileTail}（完整号码不在对话里显示）`,
  ];
  return [`${parts.join('，')}${marks.master(clientId, parts.join('，'))}。`];
};

const loan: Fact = ({ card, today, marks }) => {
  const open = card.loans.filter((one) => one.settledOn === null);
  if (open.length === 0) return ['没有在还的贷款。'];
  return open.map((one) => {
    const asked =
      one.prepayRequestedOn === null
        ? ''
        : `，${dayWords(one.prepayRequestedOn, today)}申请提前还款`;
    return `${loanWords[one.kind]}余额 ${moneyWords(one.balanceCents)}${asked}${marks.loan(one)}。`;
  });
};

const character: Fact = ({ card, marks }) => {
  const { disc, occupation, employer, clientId } = card.client;
  const parts = [
    disc === null ? '性格类型没登记' : `性格类型 ${discWords[disc]}（${disc}）`,
    occupation === null ? '职业没登记' : `职业 ${asData(occupation)}`,
    ...(employer === null ? [] : [`单位 ${asData(employer)}`]),
  ];
  return [`${parts.join('，')}${marks.master(clientId, parts.join('，'))}。`];
};

const notes: Fact = ({ card, text, today, marks }) => {
  const words = /孩子|儿子|女儿|爱人|老婆|老公|老伴|家里|住院|房子|生病/.exec(text)?.[0];
  const told = card.contacts.filter(
    (one) => one.note !== null && (words === undefined || one.note.includes(words)),
  );
  const lines = told
    .slice(0, 3)
    .map(
      (one) =>
        `${dayWords(one.contactedOn, today)}${channelWords[one.channel]}：${asData(one.note ?? '')}${marks.contact(one)}。`,
    );
  const { remark } = card.client;
  if (remark !== null && (words === undefined || remark.includes(words)))
    lines.push(`档案备注：${asData(remark)}。`);
  return lines.length > 0 ? lines : [`联系记录和备注里没有提到${words ?? '别的'}。`];
};

const tags: Fact = ({ card, today, marks }) => {
  const valid = card.tags.filter((one) => one.expiresOn === null || one.expiresOn >= today);
  if (valid.length === 0) return ['没有有效的标签。'];
  return valid.map(
    (one) =>
      `${asData(tagWords(one.tag))}，${dayWords(one.enteredOn, today)}登记${one.expiresOn === null ? '' : `，到${dayWords(one.expiresOn, today)}`}${marks.tag(card.client.clientId, one)}。`,
  );
};

const own: Fact = ({ card }) => [`在您可以查看的范围内，管户是${asData(card.managerName)}。`];
const transfersTold = 5;

const flows: Fact = ({ card, text, today, marks }) => {
  if (/转入|流入|进账|流水|明细/.test(text))
    return ['逐笔流水不在这张卡片里，请在核心系统查；我不猜。'];
  const out = card.transfersOut;
  if (out.length === 0) return ['近90天没有转往他行的记录。'];
  const sum = out.reduce((cents, one) => cents + one.amountCents, 0);
  const mark = marks.transfers(card.client.clientId, out);
  const each = out
    .slice(0, transfersTold)
    .map((one) => `${dayWords(one.bookedOn, today)} ${moneyWords(one.amountCents)}`);
  const more = out.length > transfersTold ? ` 等${out.length}笔` : '';
  return [`近90天转往他行 ${moneyWords(sum)}${mark}：${each.join('，')}${more}。跟客户不主动提。`];
};

const master =
  (name: string, value: (card: ClientCard, today: Day) => string | null): Fact =>
  ({ card, today, marks }) => {
    const told = value(card, today);
    if (told === null || told === '') return [`${name}没有登记。`];
    const words = `${name}：${asData(told)}`;
    return [`${words}${marks.master(card.client.clientId, words)}。`];
  };

const city = master('城市', ({ client }) => client.city);
const tier = master('层级', ({ client }) => client.tier);
const opened = master('开户日', ({ client }, today) => dayWords(client.openedOn, today));
const payroll = master('代发', ({ client }) =>
  client.payrollHere === null ? null : client.payrollHere ? '在我行' : '不在我行',
);
const branch = master('管户行', ({ branchName }) => branchName);
const who: Fact = ({ card, marks }) => {
  const words = `${asData(card.client.name)}（${card.client.clientId}）`;
  return [`是${words}${marks.master(card.client.clientId, words)}。`];
};

// In the order of telling; the first that the words ask for lead.
const facts: readonly (readonly [RegExp, Fact])[] = [
  [/测评|风评|风险(等级|承受)|几级|什么级|等级|能买(什么|到)|接受几/, assessment],
  [
    /到期|到日子|能赎|赎回|转存|(定存|定期|存单|理财).{0,6}(什么时候|啥时候|哪天|几号|日子)/,
    maturity,
  ],
  [
    /上次|上一次|上回|最近一次|最后(一次|一回)?(联系|聊|见|通话)?|多久没(联系|见)|联系(记录|是哪天|过没|过吗)|聊(了|过)?(什么|啥)/,
    lastContact,
  ],
  [/授权|同意|(能|可)(不能|不可以)?(给.{0,4})?发(营销)?(短信|微信)|免打扰|停营销/, consent],
  [/投诉/, complaint],
  [/答应|承诺|许诺|兑现|欠(他|她|着)|没办(完)?的?|约定/, promise],
  [/转(出|走|到|往|钱|账)|往(别|他)的?行|汇(出|走|款)|流水|交易明细/, flows],
  [/住(在)?(哪|什么|啥)|哪(里|儿)人|城市|地址|住址/, city],
  [/级别|层级|什么(级|卡)|贵宾|vip/i, tier],
  [/开(的)?户|多久了|多少年了|几年了|老客户/, opened],
  [/代发|工资/, payroll],
  [/哪个(支行|网点|行)/, branch],
  [/是谁|是哪(位|个)|叫(什么|啥)|哪位/, who],
  [/资产|余额|aum|身家|多少钱|走势|趋势|变化|钱(少|多|变|为什么)/i, assets],
  [
    /活期|持有|持仓|名下(都)?有|买(了|过)|(什么|啥|哪些)产品|手里|都有(啥|什么)|r[1-5](级|的)?(产品|理财|基金|的)?(有|没)|有.{0,6}(产品|理财|基金|保险|存单|国债)|买过?(保险|理财|基金)|还有(多少|什么)(理财|基金|定期|存款)|(理财|基金|保险|定期|存款|黄金)(有|多少|还剩|呢)/,
    held,
  ],
  [/房贷|贷款|按揭|经营贷|消费贷/, loan],
  [/生日|多大|年龄|几岁|岁数|属什么/, birthday],
  [/联系方式|偏好|什么时候(接|方便)|几点|手机|电话(号|是|多少)|号码|方便接/, preference],
  [/性格|类型|什么样的人|咋样|职业|工作|做什么的|干(什么|嘛|啥)的|单位|上班/, character],
  [/孩子|儿子|女儿|爱人|老婆|老公|老伴|家里|备注|说过|提过|住院/, notes],
  [/标签|搬家|换工作|买房/, tags],
  [/是(不是)?我(名下|的|管)|谁管|我名下的吗|也是我/, own],
];

/** Whether a message asks for something that a card tells. */
export const asksFact = (text: string): boolean => facts.some(([words]) => words.test(text));

const mostFacts = 3;

/** What was asked, told first and shortly, every line with the record it stands on. */
export function factLines(asked: Asked): string[] {
  return facts
    .filter(([words]) => words.test(asked.text))
    .slice(0, mostFacts)
    .flatMap(([, tell]) => tell(asked));
}

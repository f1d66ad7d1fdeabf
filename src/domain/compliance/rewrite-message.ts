import type { Compliance, Finding } from './check-message.ts';
import type { Message, ProductType } from './message.ts';

/** Who writes: as the bank's settings name it. */
export interface Sender {
  readonly bankName: string;
  readonly bankPhone: string;
}

const mostRounds = 3;

const warnings: Partial<Record<ProductType, string>> = {
  wealth: '理财非存款，产品有风险，投资须谨慎。',
  trust: '产品有风险，不同于存款，投资须谨慎。',
  bond: '债券有风险，不同于存款，投资须谨慎。',
  fund: '基金有风险，过往业绩不预示未来表现，投资须谨慎。',
  insurance: '保险产品由保险公司承保，不是存款，退保可能有损失，以保险合同为准。',
  gold: '金价有涨有跌，可能亏损，投资须谨慎。',
  structured_deposit: '结构性存款收益不确定，不同于一般存款，投资须谨慎。',
  loan: '年化利率（单利）以合同为准，额度以审批为准，请理性借贷。',
};

const neutralBodies: Partial<Record<ProductType, string>> = {
  deposit: '存款利率以我行当日公示为准，存不存由您决定。',
  loan: '是否借款由您决定，请按需申请。',
  none: '有需要请到网点或拨打客服热线，怎么安排由您决定。',
};
const neutralBody = '想了解详情，请您在手机银行查看说明书，办不办由您决定。';

/** No wording helps: what is wrong lies in the client, the product or the consent. */
function isBeyondWords({ span, severity, category, rule }: Finding, message: Message): boolean {
  if (span !== null || severity === 'warn') return false;
  if (category === 'no_consent') return message.purpose === 'marketing';
  return category === 'unsuitable' || category === 'expired_assessment' || rule === 'SU-05';
}

function tailOf(quote: string): string {
  const spoken = '零一二三四五六七八九';
  const digits = [...quote.normalize('NFKC').replaceAll('〇', '零').replaceAll('幺', '一')]
    .map((sign) => (spoken.includes(sign) ? String(spoken.indexOf(sign)) : sign))
    .filter((sign) => /[\dxX]/.test(sign));
  return `尾号${digits.slice(-4).join('')}`;
}

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

function cutOf(finding: Finding, sender: Sender): Cut | null {
  const { rule, span, clause, severity, safe, quote } = finding;
  if (severity === 'warn' || span === null || clause === null) return null;
  if (rule === 'PV-01') return { from: span[0], to: span[1], words: tailOf(quote ?? '') };
  if (rule === 'ID-02') return { from: span[0], to: span[1], words: `【${sender.bankName}】` };
  return { from: clause[0], to: clause[1], words: safe };
}

function apply(text: string, cuts: readonly Cut[]): string {
  const ordered = [...cuts].sort((a, b) => b.from - a.from || b.to - a.to);
  let rest = text;
  let floor = Number.POSITIVE_INFINITY;
  for (const { from, to, words } of ordered) {
    if (to > floor) continue;
    const fresh = words !== '' && !rest.includes(words) ? words : '';
    rest = rest.slice(0, from) + fresh + rest.slice(to);
    floor = from;
  }
  return rest;
}

/** Cuts inside longer ones say nothing new; overlapping ones become one. */
function merged(cuts: readonly Cut[]): Cut[] {
  const ordered = [...cuts].sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: Cut[] = [];
  for (const cut of ordered) {
    const last = kept.at(-1);
    if (last && cut.from < last.to) {
      kept[kept.length - 1] = { ...last, to: Math.max(last.to, cut.to) };
    } else kept.push(cut);
  }
  return kept;
}

function tidy(text: string): string {
  return text
    .replaceAll(/[，,、：:]+(?=[。！？!?；;])/g, '')
    .replaceAll(/([。！？；])[，,、。！？!?；;：:]+/g, '$1')
    .replaceAll(/[，,]{2,}/g, '，')
    .replaceAll(/^[，,、。！？!?；;：:\s]+|(?<=】)[，,、。！？!?；;：:\s]+|(?<=\n)[，,、。]+/g, '')
    .replaceAll(/[，,、：:]+$/g, '。')
    .trim();
}

const optOut =
  /[，,。；;]?\s*(?:客服\w+[，,])?(?:拒收|退订|回复?\s*\w{1,2}\s*(?:退订|拒收))[^。，,]*[。]?$/;

function appended(text: string, words: string): string {
  const tail = optOut.exec(text)?.[0] ?? '';
  const body = text.slice(0, text.length - tail.length);
  const closed = body === '' || /[。！？!?】]$/.test(body) ? body : `${body}。`;
  return `${closed}${words}${tail.replace(/^[，,。；;]\s*/, '')}`;
}

function identified(text: string, { channel }: Message, sender: Sender): string {
  if (channel === 'sms') return `【${sender.bankName}】${text.replaceAll(/【[^】]*】/g, '')}`;
  const greeting = /^(?:喂[，,]?)?(?:您好|你好)[，,。！!]?/.exec(text)?.[0] ?? '';
  const rest = text.slice(greeting.length);
  return `您好，我是${sender.bankName}客户经理，客服电话${sender.bankPhone}。${rest}`;
}

function completed(text: string, finding: Finding, message: Message, sender: Sender): string {
  if (finding.span !== null || finding.severity === 'warn') return text;
  if (finding.rule === 'ID-01') return identified(text, message, sender);
  if (finding.rule === 'OP-01') return `${text.replace(/[。；;，,]$/, '')}。拒收请回复R`;
  if (finding.rule === 'RW-07') {
    const level = message.productRisk ?? 1;
    const words = `风险等级R${level}，适合C${level}及以上客户，管理人和代销关系见产品说明书。`;
    return appended(text, words);
  }
  const warning = warnings[message.productType];
  if (finding.category === 'missing_risk_warning' && warning && !text.includes(warning)) {
    return appended(text, warning);
  }
  return text;
}

const formalities =
  /【[^】]*】|您好|[\p{Script=Han}]{1,3}(?:先生|女士|总|姐|哥)|我是[^，。]*|这里是[^，。]*|工号\d+|客服\S*|拒收\S*|退订\S*|[^，。！？]{0,6}(?:风险|谨慎|非存款)[^，。！？]*|方便\S{0,6}吗/gu;

function withBody(text: string, message: Message): string {
  const said = text.replaceAll(formalities, '').replaceAll(/[^\p{Script=Han}]/gu, '');
  if (said.length >= 6) return text;
  const body = neutralBodies[message.productType] ?? neutralBody;
  if (text.includes(body)) return text;
  const opening =
    /^(?:【[^】]*】)?(?:[^，。！？]{0,10}您好[，,。！!]?)?(?:[^，。！？]{0,12}我是[^。！？]*[。！？])?/.exec(
      text,
    )?.[0] ?? '';
  const head = opening === '' || /[，。！？】,!?]$/.test(opening) ? opening : `${opening}，`;
  return `${head}${body}${text.slice(opening.length)}`;
}

/**
 * The text with what offends replaced by safe words and what is missing added, checked again;
 * `null`: it is clear already, or no wording makes it so.
 */
export function rewriteMessage(
  message: Message,
  compliance: Compliance,
  today: string,
  sender: Sender,
): string | null {
  let { text } = message;
  for (let round = 0; round <= mostRounds; round++) {
    const current = { ...message, text };
    const { verdict, findings } = compliance.check(current, today);
    if (verdict === 'clear') return round === 0 ? null : text;
    if (round === mostRounds || findings.some((finding) => isBeyondWords(finding, message)))
      return null;
    const cuts = findings.flatMap((finding) => cutOf(finding, sender) ?? []);
    const cleaned = withBody(tidy(apply(text, merged(cuts))), message);
    text = findings.reduce((words, finding) => completed(words, finding, message, sender), cleaned);
  }
  return null;
}

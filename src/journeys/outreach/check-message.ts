import type { Action, Card, Part, Section } from '../../domain/card/card.ts';
import type { Finding, Verdict } from '../../domain/compliance/check-message.ts';
import { type Message, readMessage } from '../../domain/compliance/message.ts';
import { type Judgement, type JudgingParts, judgeMessage } from './judge-message.ts';

/** What the words alone don't tell; said on the card, so that nobody takes it for known. */
interface AssumedMetadata extends Partial<Omit<Message, 'text'>> {}

const usual: Omit<Message, 'text'> = {
  channel: 'wechat',
  purpose: 'service',
  productType: 'none',
  productRisk: null,
  clientRisk: null,
  clientAge: null,
  assessmentDate: null,
  consent: true,
  stage: 'reply',
};

export const verdictNames: Record<Verdict, string> = {
  clear: '规则检查通过',
  'needs-edit': '要补',
  blocked: '不能发',
};

const channelNames = { sms: '短信', wechat: '企业微信', call: '电话' } as const;
const purposeNames = { marketing: '营销', service: '服务' } as const;

/** The text with **…** around what was found; overlapping spans become one. */
export function markSpans(text: string, findings: readonly Finding[]): string {
  const spans = findings
    .flatMap(({ span, severity }) => (span && severity !== 'warn' ? [span] : []))
    .sort((a, b) => a[0] - b[0]);
  let marked = '';
  let at = 0;
  for (const [from, to] of spans) {
    if (to <= at) continue;
    marked += `${text.slice(at, Math.max(at, from))}**${text.slice(Math.max(at, from), to)}**`;
    at = to;
  }
  return (marked + text.slice(at)).replaceAll('****', '');
}

export function reasonLine({ quote, title, reason, suggestion, rule, basis }: Finding): string {
  const words = quote === null ? '' : `“${quote}”：`;
  return `${words}${title}。${reason}${suggestion}（${rule}，${basis}）`;
}

function section(label: string | null, ...parts: Part[]): Section {
  return { label, note: null, parts };
}

function reasonsOf({ findings }: Judgement): Section[] {
  // Words that stand there come before what is missing.
  const serious = findings
    .filter(({ severity }) => severity !== 'warn')
    .sort((a, b) => Number(a.quote === null) - Number(b.quote === null))
    .map(reasonLine);
  const hints = findings.filter(({ severity }) => severity === 'warn').map(reasonLine);
  return [
    ...(serious.length > 0
      ? [section('为什么', { kind: 'list', ordered: true, items: serious })]
      : []),
    ...(hints.length > 0 ? [section('提醒', { kind: 'list', ordered: false, items: hints })] : []),
  ];
}

interface Told {
  /** How it was judged, as the card says it. */
  readonly assumed: string;
  /** Whether the product's level was told or stands in the text. */
  readonly levelKnown: boolean;
}

const needsLevel = '在原文里写上产品的风险等级（例如R2）再发来，我给您一版可以发的。';
const notByWords = '这条改字解决不了，先处理上面的原因。';

function cardOf(message: Message, judgement: Judgement, { assumed, levelKnown }: Told): Card {
  const { verdict, sms, findings, ruleSet } = judgement;
  // A safe version that states a level which nobody told would be made up.
  const inventsLevel = !levelKnown && /R[1-5]/.test(judgement.rewrite ?? '');
  const rewrite = inventsLevel ? null : judgement.rewrite;
  const marked = findings.some(({ span, severity }) => span && severity !== 'warn');
  const safe =
    rewrite === null
      ? []
      : [section('可以这样写', { kind: 'line', text: rewrite, marks: [] } as const)];
  const length = sms ? `短信 ${sms.units} 字符，${sms.segments} 条计费。` : '';
  const helpless =
    verdict !== 'clear' && rewrite === null
      ? [section(null, { kind: 'text', text: inventsLevel ? needsLevel : notByWords })]
      : [];
  const actions: Action[] =
    rewrite === null
      ? []
      : [{ label: '再查改后的', do: 'ask', text: `帮我看看这条能不能发：${rewrite}` }];
  return {
    title: `${verdictNames[verdict]}`,
    sections: [
      ...(marked
        ? [section('原文', { kind: 'text', text: markSpans(message.text, findings) })]
        : []),
      ...reasonsOf(judgement),
      ...helpless,
      ...safe,
      section(null, {
        kind: 'text',
        text: `${assumed}${length}规则检查不等于审批，发不发由您和主管定。`,
      }),
    ],
    folded: [section('规则版本', { kind: 'text', text: ruleSet })],
    actions,
    citations: [],
  };
}

/** A client whom any product fits: words alone are judged, and the card says what was not. */
function fittingClient(text: string, today: string) {
  const level = Number(/R([1-5])/i.exec(text)?.[1] ?? 1);
  return { productRisk: level, clientRisk: 5, assessmentDate: today };
}

const notJudged = '没说发给谁：授权、测评和风险等级配不配没有查。';

/**
 * What the chat answers to 「帮我看看这条能不能发：…」. What is not told is assumed: a line inside a
 * running WeChat conversation, no product, consent given, a client whom it fits; the card says so.
 */
export function checkMessage(text: string, told: AssumedMetadata, parts: JudgingParts): Card {
  const offered = told.productType !== undefined && told.productType !== 'none';
  const nobody = offered && told.clientRisk === undefined;
  const fitting = nobody ? fittingClient(text, parts.today) : {};
  const metadata = { ...usual, ...fitting, ...told };
  const { channel, purpose, stage } = metadata;
  const levels = {
    productRisk: metadata.productRisk === null ? null : `R${metadata.productRisk}`,
    clientRisk: metadata.clientRisk === null ? null : `C${metadata.clientRisk}`,
  };
  const message = readMessage({ ...metadata, ...levels, text });
  const kind = `${channelNames[channel]}、${purposeNames[purpose]}、${stage === 'reply' ? '聊天中的一句' : '第一次开口'}`;
  return cardOf(message, judgeMessage(message, parts), {
    assumed: `按“${kind}”检查。${nobody ? notJudged : ''}`,
    levelKnown: !nobody || /R[1-5]/i.test(text),
  });
}

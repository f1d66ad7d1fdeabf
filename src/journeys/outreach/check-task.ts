import { textCard } from '../../domain/card/card.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import type { Task } from '../conversation/task.ts';
import { checkMessage } from './check-message.ts';
import type { JudgingParts } from './judge-message.ts';

const quoted = /[“"「『]([^”"」』]{4,})[”"」』]/;
const afterColon = /^[^:：\n]{0,40}[:：]\s*([\s\S]{4,})$/;
const afterMark = /(?:👇|\n)\s*([\s\S]{4,})$/u;

/** The text that is to be judged, cut out of the request around it. */
function pastedText(message: string): string | null {
  // A signature in 【】 belongs to the text, so a colon inside it does not count as the request's.
  const found = afterColon.exec(message) ?? afterMark.exec(message) ?? quoted.exec(message);
  return found?.[1]?.trim().replace(/^[“"「『]([\s\S]*)[”"」』]$/u, '$1') ?? null;
}

function channelOf(message: string, text: string): 'sms' | 'call' | 'wechat' {
  if (/短信/.test(message) || /^【/.test(text)) return 'sms';
  return /电话|话术|通话/.test(message.replace(text, '')) ? 'call' : 'wechat';
}

const productWords: readonly (readonly [
  'wealth' | 'fund' | 'insurance' | 'gold' | 'loan',
  RegExp,
])[] = [
  ['insurance', /保险|年金|寿险|重疾|保单|养老险/],
  ['fund', /基金|固收加|固收\+|定投/],
  ['gold', /黄金|积存金|金条/],
  ['loan', /贷款|经营贷|消费贷|信用贷/],
  ['wealth', /理财|净值型|R[1-5]/i],
];

/** What the text itself says of its kind; levels, age and consent stay unknown. */
export function kindOfText(text: string) {
  const product = productWords.find(([, words]) => words.test(text))?.[0];
  return product === undefined
    ? {}
    : ({ productType: product, purpose: 'marketing', stage: 'opening' } as const);
}

function withoutText(): Answer {
  const words = '请把要检查的原文贴在后面，例如：帮我看看这条能不能发：【演示银行】王先生您好……';
  return answerWith({ kind: 'clarify', intent: 'check', card: textCard(words) });
}

/** 帮我看看这条能不能发：… → the verdict with its reasons and a safe version. */
export function checkTask(partsFor: (today: string) => JudgingParts): Task {
  return {
    run: async ({ text, knowledge }) => {
      const pasted = pastedText(text);
      if (pasted === null) return withoutText();
      const told = { channel: channelOf(text, pasted), ...kindOfText(pasted) };
      const card = checkMessage(pasted, told, partsFor(knowledge.today));
      return answerWith({ kind: 'check', intent: 'check', card });
    },
  };
}

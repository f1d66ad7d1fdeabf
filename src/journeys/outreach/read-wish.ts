import { formatDay } from '../../domain/calendar/day.ts';
import { readMessage } from '../../domain/compliance/message.ts';
import { refusalFor } from '../../domain/conversation/refusal.ts';
import { wishSentence, wishSubject } from '../../domain/outreach/wish.ts';
import type { DraftingParts } from './drafting-parts.ts';

const longestWish = 120;

export type ReadWish =
  | { readonly kind: 'sentence'; readonly sentence: string }
  /** Lawful, but no sentence that could be said to a client. */
  | { readonly kind: 'unclear'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly rule: string };

const refuse = (reason: string, rule = 'OT-10'): ReadWish => ({ kind: 'refused', reason, rule });

function formFault(wish: string): string | null {
  if (wish.length > longestWish)
    return `想加的话有 ${wish.length} 个字，最多 ${longestWish} 个，请只写要加的那一句。`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u001f\u007f-\u009f\ufffd]/.test(wish))
    return '想加的话里有换行、控制字符或乱码，请重新写成一句。';
  if (!/\p{Script=Han}/u.test(wishSubject(wish))) return '想加的话里没有汉字，请用一句中文写明。';
  return null;
}

/** A wish in words as a sentence to the client, or why it can't be taken in. */
export function readWish(wish: string, parts: DraftingParts): ReadWish {
  const fault = formFault(wish);
  if (fault !== null) return refuse(fault);
  const said = parts.index.normalise(wish);
  if (refusalFor(`帮我写${said}`) !== null)
    return refuse(
      `“${wish}”这样的话规则不允许写给客户，所以没有写；换成不承诺、不催促的说法再试。`,
    );
  const sentence = wishSentence(wish);
  const judgedText = sentence ?? `${wishSubject(wish)}。`;
  const message = readMessage({
    channel: 'wechat',
    purpose: 'service',
    consent: false,
    stage: 'reply',
    text: judgedText,
  });
  const { findings } = parts.compliance.check(message, formatDay(parts.now().day));
  const serious = findings.find(({ severity }) => severity !== 'warn');
  if (serious) return refuse(`“${wish}”不能写：${serious.title}。${serious.reason}`, serious.rule);
  if (sentence !== null) return { kind: 'sentence', sentence };
  const reason = `“${wish}”要怎么对客户说，我拿不准，所以没有写。请把那一句写出来，带上“您”，例如：加一句：您要的材料我备好了。`;
  return { kind: 'unclear', reason };
}

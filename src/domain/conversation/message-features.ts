import { intentRules, workRules } from './intent-rules.ts';
import { objectionLeaning } from './objection-leaning.ts';
import { personIn } from './person-mention.ts';
import { refusalFor } from './refusal.ts';

const pasted = /[:：]\s*\S.{5,}|[「“"『《].{5,}[」”"』》]|👇|\n.{6,}/;

const endMarks = /[?？。!！~～]+$/u;

/** How a message is put, apart from what it is about: words, pairs, characters, beginning and end. */
export function wordingFeatures(
  message: string,
  cut: (text: string) => readonly string[],
): string[] {
  const text = message.trim();
  const characters = [...text.replace(endMarks, '')];
  const form = [
    `首:${characters.slice(0, 2).join('')}`,
    `尾:${characters.slice(-2).join('')}`,
    `长:${Math.min(6, Math.floor(Math.log2(characters.length + 1)))}`,
    '常',
  ];
  return [...new Set([...cut(text), ...characters, ...form])];
}

/** What stands for a kind of thing rather than for itself: amounts, days, ids. */
function withoutValues(message: string): string {
  return message
    .replace(/\d+(?:\.\d+)?\s*(?:万|亿|元|块)/g, '〔额〕')
    .replace(/\d+月(?:\d+[日号]?)?|\d+[日号]/g, '〔日〕')
    .replace(/c\d{3,}/gi, '〔号〕');
}

/**
 * What a classifier sees of a message: its words and character pairs with names and values taken out,
 * how it begins and ends, its form, and what the rules make of it.
 * `cut` gives words and pairs of a text; `message` is normalised.
 */
export function messageFeatures(
  message: string,
  cut: (text: string) => readonly string[],
): string[] {
  const person = personIn(message);
  const text = withoutValues(person ? message.replaceAll(person.text, '〔人〕') : message);
  const claims = [...intentRules, ...workRules]
    .filter(([, holds]) => holds(message))
    .map(([intent]) => `规则:${intent}`);
  const form = [
    ...(person ? [`人:${person.form}`] : []),
    ...(pasted.test(message) ? ['形:贴文'] : []),
    ...(/[?？]|吗$|呢$/.test(message.trim()) ? ['形:问'] : []),
    ...(refusalFor(message) === null ? [] : ['规则:拒绝']),
    ...(objectionLeaning(message) > 0 ? ['形:客户说'] : []),
  ];
  return [...new Set([...wordingFeatures(text, cut), ...claims, ...form])];
}

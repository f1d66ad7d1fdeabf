import { readNumbers } from './number-words.ts';
import { rewriteView, type View } from './view.ts';

/** Gives the simplified form of one traditional character, and any other character back. */
export type ToSimplified = (character: string) => string;

const plain = /^[\n\x20-\x7e\u3002\u4e00-\u9fff]$/;
// Format characters (zero width), marks drawn over others, controls, pictures, tags and fillers.
const unseen =
  /[\p{Cf}\p{M}\p{Extended_Pictographic}\p{Regional_Indicator}\u3164\u115f\u1160\u2800\r]|[\u{1f3fb}-\u{1f3ff}]/u;

function readCharacter(character: string, toSimplified: ToSimplified): string {
  if (character >= '\u4e00' && character <= '\u9fff') return toSimplified(character);
  if (plain.test(character)) return character.toLowerCase();
  if (/\p{Extended_Pictographic}/u.test(character) && character.normalize('NFKC') === character)
    return '';
  return [...character.normalize('NFKC')]
    .map((part) => (unseen.test(part) ? '' : toSimplified(part).toLowerCase()))
    .join('');
}

function characters(given: string, toSimplified: ToSimplified): View {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of given) {
    const read = readCharacter(character, toSimplified);
    text += read;
    for (let unit = 0; unit < read.length; unit++) {
      starts.push(at);
      ends.push(at + character.length);
    }
    at += character.length;
  }
  return { text, starts, ends };
}

const noise = '(?:[^\\S\\n]|[·•・*_~^`\'"|/\\\\+=#@&.\\-\u2010-\u2015\u2212‧∙●○◆◇■□★☆※→←])';
const between = new RegExp(`(?<=\\p{Script=Han})${noise}{1,4}(?=\\p{Script=Han})`, 'gu');
const loneDigits = /(?<=(?<!\d)\d)[^\S\n]+(?=\d(?!\d))/g;
const besideDigits =
  /(?<=\p{Script=Han})[^\S\n]+(?=[\da-z])|(?<=[\da-z%])[^\S\n]+(?=\p{Script=Han})/gu;
const wrapped = /[([{<「『“‘《〈【](\p{Script=Han})[)\]}>」』”’》〉】]/gu;
// 保，本，保，息 and one character a line: three or more single characters in a row.
const spelledOut =
  /(?<=\p{Script=Han})[,、。;\n](?=\p{Script=Han}[,、。;\n]\p{Script=Han}(?:[,、。;\n]|$))|(?<=[,、。;\n]\p{Script=Han})[,、。;\n](?=\p{Script=Han}(?:[,、。;\n]|$))/gu;

/** Reads a text: width, hidden characters, separators and traditional forms evened out. */
export function plainView(given: string, toSimplified: ToSimplified): View {
  const read = characters(given, toSimplified);
  const joined = rewriteView(read, between, () => '');
  const counted = rewriteView(joined, loneDigits, () => '');
  const beside = rewriteView(counted, besideDigits, () => '');
  const bare = rewriteView(beside, wrapped, (match) => match[1] ?? '');
  return rewriteView(bare, spelledOut, () => '');
}

/** The view in which claims are looked for: numbers of rates as digits too. */
export function claimView(plainText: View): View {
  return readNumbers(plainText);
}

const spokenDigits: Record<string, string> = {
  零: '0',
  〇: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  幺: '1',
  壹: '1',
  贰: '2',
  叁: '3',
  肆: '4',
  伍: '5',
  陆: '6',
  柒: '7',
  捌: '8',
  玖: '9',
};

/** The view in which long numbers are looked for: every digit word a digit, nothing between digits. */
export function digitView(plainText: View): View {
  const pattern = /[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]/g;
  const inDigits = rewriteView(plainText, pattern, (match) => spokenDigits[match[0]] ?? match[0]);
  return rewriteView(
    inDigits,
    /(?<=\d)[^\S\n]*[-_.·*/][^\S\n]*(?=\d)|(?<=\d)[^\S\n]+(?=\d)/g,
    () => '',
  );
}

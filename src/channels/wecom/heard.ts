import type { Said } from './read-frame.ts';

/** What somebody said as the text of a turn, and what has to be told about how it was read. */
export interface Heard {
  /** null: nothing to answer beyond `before`. */
  readonly text: string | null;
  readonly before: string;
}

const unreadableTexts: Readonly<Record<string, string>> = {
  image: '图片我看不了，请把要问的打成字，或者直接说。',
  video: '视频我看不了，请把要问的打成字，或者直接说。',
};
const otherKinds = '这种消息我还看不了，请打字或者发语音。';
const mostQuoted = 300;

/** In a group people call the bot by name; that is not part of the question. */
function withoutCalls(text: string): string {
  return text
    .replace(/^\s*(?:@\S+[\s\u2005]+)+/u, '')
    .replace(/(?:[\s\u2005]+@\S+)+\s*$/u, '')
    .replace(/^\s*@\S+\s*$/u, '')
    .trim();
}

/** What was quoted stands before the words, as somebody would type it. */
function withQuote(text: string, quote: string | null): string {
  if (quote === null) return text;
  const letters = [...quote.replace(/\s+/g, ' ').trim()];
  const words = letters.length > mostQuoted ? [...letters.slice(0, mostQuoted), '…'] : letters;
  return `“${words.join('')}”${text}`;
}

const notRead = (before: string): Heard => ({ text: null, before });

function hearVoice(words: string, quote: string | null): Heard {
  if (words === '') return notRead('这段语音没有听清，请再说一遍或者打字。');
  return { text: withQuote(words, quote), before: `听到的是：“${words}”` };
}

function hearText(words: string, quote: string | null, images: number): Heard {
  const before = images > 0 ? '图片我看不了，下面只按文字回答。' : '';
  if (words !== '') return { text: withQuote(words, quote), before };
  if (images > 0) return notRead(unreadableTexts.image ?? otherKinds);
  return { text: quote === null ? '你能做什么' : withQuote('', quote), before: '' };
}

/** What was said in words; a file is read elsewhere. */
export function hear(
  said: Exclude<Said, { kind: 'file' }>,
  quote: string | null,
  group: boolean,
): Heard {
  if (said.kind === 'unreadable') return notRead(unreadableTexts[said.what] ?? otherKinds);
  const words = group ? withoutCalls(said.text) : said.text.trim();
  if (said.kind === 'voice') return hearVoice(words, quote);
  return hearText(words, quote, said.images);
}

/** Ends of sentences and lines, with the source marks and closing quotes that belong to them. */
const ends = /[。！？；!?\n]+["”’」』）)]*(?:\[\d+\])*/g;
/** What must not be torn apart: source marks, chips, addresses. */
const whole = /\[\d+\]|「[^」]*」|https?:\/\/[^\s\p{Script=Han}）)，。「」“”[\]]+/gu;

function lastSentenceEnd(text: string): number {
  let end = 0;
  for (const found of text.matchAll(ends)) end = found.index + found[0].length;
  return end;
}

/** The last place before `limit` that lies inside of nothing that belongs together. */
function safePlace(text: string, limit: number): number {
  for (const found of text.matchAll(whole)) {
    const after = found.index + found[0].length;
    if (found.index < limit && after > limit && found.index > 0) return found.index;
  }
  // Not between the halves of a character outside the basic plane.
  const code = text.charCodeAt(limit - 1);
  return code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit;
}

/** Pieces of at most `limit` characters that end with a sentence where any does. */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const window = rest.slice(0, limit);
    const safe = safePlace(rest, limit);
    const sentence = lastSentenceEnd(window.slice(0, safe));
    // A mark that follows the sentence belongs to it.
    const marks = /^(?:\[\d+\])+/.exec(rest.slice(sentence))?.[0].length ?? 0;
    const at = sentence > 0 && sentence + marks <= limit ? sentence + marks : safe;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at).replace(/^\n+/, '');
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest);
  return pieces;
}

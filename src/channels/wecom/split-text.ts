// A stream or a Markdown message holds 20,480 bytes; this is what people still read in one go on a phone.
const pieceBytes = 12_000;

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Sentences and lines with what belongs to them: closing quotes and the marks of their sources. */
const unit = /[\s\S]*?(?:[。！？\n]+[”’」』）)]*(?:\[\d+\])*[ \t]*|$)/g;

/** A text without a single full stop still has to go out. */
function cutHard(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const atom of text.match(/\[\d+\]|[\s\S]/gu) ?? []) {
    if (piece !== '' && bytes(piece) + bytes(atom) > limit) {
      pieces.push(piece);
      piece = '';
    }
    piece += atom;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

/** Splits at 。！？ and ends of lines, never inside a citation; every piece fits into one message. */
export function splitText(text: string, limit = pieceBytes): string[] {
  const units = (text.match(unit) ?? []).filter((one) => one !== '');
  const pieces: string[] = [];
  let piece = '';
  for (const one of units.flatMap((whole) =>
    bytes(whole) > limit ? cutHard(whole, limit) : [whole],
  )) {
    if (piece !== '' && bytes(piece) + bytes(one) > limit) {
      pieces.push(piece);
      piece = '';
    }
    piece += one;
  }
  if (piece !== '') pieces.push(piece);
  const shown = pieces.map((one) => one.trim()).filter((one) => one !== '');
  // A message without anything to see does not end the waiting.
  return shown.length === 0 ? ['（没有内容）'] : shown;
}

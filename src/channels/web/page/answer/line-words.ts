/** Whether the opening quotation mark closes only at the very end. */
function isQuotedWhole(text: string): boolean {
  let depth = 0;
  for (const [at, character] of [...text].entries()) {
    if (character === '“') depth++;
    if (character === '”') depth--;
    if (depth === 0) return at === [...text].length - 1 && text.startsWith('“');
  }
  return false;
}

/** The words of a line as they are said or sent: without the quotation marks around them. */
export function lineWords(text: string): string {
  const plain = text.replace(/\*\*(.+?)\*\*/g, '$1').trim();
  return isQuotedWhole(plain) ? plain.slice(1, -1) : plain;
}

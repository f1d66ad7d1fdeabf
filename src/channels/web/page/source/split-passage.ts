/** A passage as what stands before the quoted span, the span, and what follows it. */
export function splitPassage(text: string, quote: string): readonly [string, string, string] {
  const at = quote === '' ? -1 : text.indexOf(quote);
  if (at === -1) return [text, '', ''];
  return [text.slice(0, at), quote, text.slice(at + quote.length)];
}

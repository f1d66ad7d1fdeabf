const boundary = '\u0000';

/** Of equal marks that follow each other, also from item to item, the last one is enough to read. */
export function thinMarks(texts: readonly string[]): string[] {
  return texts
    .join(boundary)
    .replace(/ ?\[(\d+)\](?=[^[\]]*\[\1\])/g, '')
    .split(boundary);
}

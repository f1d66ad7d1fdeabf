/** Words of one meaning each, by their first character. */
export interface WordClasses {
  readonly startingWith: ReadonlyMap<string, readonly ClassedWord[]>;
}

interface ClassedWord {
  readonly word: string;
  readonly name: string;
}

/** Turns classes of words into a look-up by first character. */
export function wordClasses(classes: Readonly<Record<string, readonly string[]>>): WordClasses {
  const startingWith = new Map<string, ClassedWord[]>();
  for (const [name, words] of Object.entries(classes)) {
    for (const word of words) {
      const first = word.charAt(0);
      startingWith.set(first, [...(startingWith.get(first) ?? []), { word, name }]);
    }
  }
  return { startingWith };
}

const longestGram = 3;
const negator =
  /不(?!但|仅|光|只|止|单|管|论|用|必|怕|愁|错|少|断|久|妨|如|过|得不)|没(?!错|问题|跑)|未(?!来)|非(?!常|凡)|无(?!论|非|比)|勿|别(?!家|的|人|处)|莫|禁止|严禁|拒绝|难以|谁敢|打破|警惕|谨防|骗|违规/;

const offset = 0x811c9dc5;
const tilde = stirred(offset, '~'.charCodeAt(0));

function stirred(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** FNV-1a with a final mix, cut to the size of the table of weights. */
function settled(hash: number, mask: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 13)) >>> 0) & mask;
}

function rowOf(feature: string, mask: number): number {
  let hash = offset;
  for (let unit = 0; unit < feature.length; unit++) hash = stirred(hash, feature.charCodeAt(unit));
  return settled(hash, mask);
}

/** Figures matter by their size, not by their digits. */
function withoutFigures(sentence: string): string {
  return sentence.replace(/\d+(?:\.\d+)?/g, (figure) => {
    if (figure.includes('.')) return '8.8';
    if (figure.length >= 5) return '88888';
    return figure.length >= 3 ? '888' : '8';
  });
}

/** Runs of characters, hashed as they are read: this is where checking spends its time. */
function addGrams(clause: string, denial: number, mask: number, rows: Set<number>): void {
  const framed = `^${clause}$`;
  for (let at = 0; at < framed.length; at++) {
    const denied = denial >= 0 && at > denial;
    let hash = offset;
    let deniedHash = tilde;
    for (let size = 1; size <= longestGram && at + size <= framed.length; size++) {
      const unit = framed.charCodeAt(at + size - 1);
      hash = stirred(hash, unit);
      deniedHash = stirred(deniedHash, unit);
      rows.add(settled(hash, mask));
      if (denied && size > 1) rows.add(settled(deniedHash, mask));
    }
  }
}

function classesIn(clause: string, denial: number, words: WordClasses, seen: Set<string>): void {
  for (let at = 0; at < clause.length; at++) {
    const known = words.startingWith.get(clause.charAt(at)) ?? [];
    for (const { word, name } of known) {
      if (clause.startsWith(word, at)) seen.add(denial >= 0 && at > denial ? `~${name}` : name);
    }
  }
}

/**
 * What a sentence shows: its runs of one to three characters clause by clause, those after a denial
 * once more as denied, the classes of its words, and which classes stand together.
 */
export function sentenceRows(sentence: string, words: WordClasses, bits: number): Int32Array {
  const mask = (1 << bits) - 1;
  const rows = new Set<number>();
  const classes = new Set<string>();
  for (const clause of withoutFigures(sentence).split(/[,，。!?！？;；:：\n]+/)) {
    if (clause === '') continue;
    const denial = clause.search(negator);
    addGrams(clause, denial, mask, rows);
    classesIn(clause, denial, words, classes);
    if (denial >= 0) rows.add(rowOf('NEG', mask));
  }
  const together = [...classes].sort();
  together.forEach((name, at) => {
    rows.add(rowOf(`{${name}}`, mask));
    for (const other of together.slice(at + 1)) rows.add(rowOf(`{${name}}{${other}}`, mask));
  });
  return Int32Array.from(rows);
}

// Negate nothing that follows, though they hold a negating character.
const idle =
  /不(?:但|仅|光|只|管|论|断|久|错|少|妨|如|过|同|足|满|安|便|好意思|一样)|未来|非(?:常|金融)|无论|特别|分别|区别|类别|级别|别[家的人处行]|没(?:错|关系|问题)|要不|是不是|能不能|有没有|会不会|愿不愿|需不需/g;
const negator = /不|没|未|勿|别|禁止|严禁|无需|无法|拒绝|避免/g;
const clauseEnd = /[，,；;。！？!?：:\n]/;

const bare = (clause: string): string => clause.replace(idle, '');
const isDenied = (clause: string): boolean => (bare(clause).match(negator)?.length ?? 0) % 2 === 1;

function bigrams(clause: string): Set<string> {
  const words = bare(clause)
    .replace(negator, '')
    .replace(/可以|应当?|必须|得|要|能|会|的|了|就|都|也|还|再/g, '')
    .replace(/[^\p{Script=Han}\p{N}a-z]/giu, '');
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < words.length; at++) pairs.add(words.slice(at, at + 2));
  return pairs;
}

const clausesOf = (text: string): string[] => text.split(clauseEnd).filter((one) => one !== '');

// Two thirds of the words of a clause make it the same statement, said or denied.
const same = 0.66;

/** A clause that says the opposite of what its sources say in the same words; null: none does. */
export function flippedClause(sentence: string, sources: readonly string[]): string | null {
  const told = sources.flatMap(clausesOf).map((clause) => ({ clause, pairs: bigrams(clause) }));
  for (const clause of clausesOf(sentence)) {
    const pairs = bigrams(clause);
    if (pairs.size < 3) continue;
    const alike = told.filter(
      (other) => [...pairs].filter((pair) => other.pairs.has(pair)).length >= pairs.size * same,
    );
    const denied = isDenied(clause);
    if (alike.length > 0 && alike.every((other) => isDenied(other.clause) !== denied))
      return clause;
  }
  return null;
}

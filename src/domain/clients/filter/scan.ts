import type { Day } from '../../calendar/day.ts';
import type { ClientCondition, ClientSort, Range } from '../client-filter.ts';
import { amountIn, withUnits } from './read-amount.ts';
import { withDigits } from './read-numbers.ts';
import { type SaidTime, timeIn } from './read-time.ts';
import { daysAhead, daysBack } from './time-windows.ts';
import { noVocabulary, type Vocabulary } from './vocabulary.ts';

// A time stands as {t0}, an amount as {a0} in the text that rules read, so that each rule says only
// where it expects one. A rule takes its words out of the text; what is left was not understood.
export const T = '(?:\\{t(\\d+)\\})';
export const A = '(?:\\{a(\\d+)\\})';

/** Between things of one sort that are named together: 绍兴和嘉兴, R4、R5. */
export const and = '(?:、|,|，|/|和|或者?|以及|及|与|跟|还有)';

/** A message that is being read for a filter. */
export class Scan {
  readonly today: Day;
  readonly vocabulary: Vocabulary;
  readonly conditions: ClientCondition[] = [];
  /** What was recognised as something that no list can be made by. */
  readonly unread: string[] = [];
  sort: ClientSort | undefined;
  descending: boolean | undefined;
  limit: number | undefined;
  rest: string;
  readonly #times: { readonly words: string; readonly time: SaidTime }[] = [];
  readonly #amounts: { readonly words: string; readonly cents: Range }[] = [];

  constructor(text: string, today: Day, vocabulary: Vocabulary = noVocabulary) {
    this.today = today;
    this.vocabulary = vocabulary;
    const plain = text.normalize('NFKC').toLowerCase().replace(/[{}]/g, ' ');
    this.rest = this.#marked(withUnits(withDigits(plain)));
  }

  #marked(plain: string): string {
    let text = plain;
    for (let time = timeIn(text, this.today); time !== null; time = timeIn(text, this.today)) {
      const mark = `{t${this.#times.push({ words: time.words, time: time.time }) - 1}}`;
      text = text.slice(0, time.at) + mark + text.slice(time.at + time.words.length);
    }
    for (let found = amountIn(text); found !== null; found = amountIn(text)) {
      const mark = `{a${this.#amounts.push({ words: found.words, cents: found.cents }) - 1}}`;
      text = text.slice(0, found.at) + mark + text.slice(found.at + found.words.length);
    }
    return text;
  }

  /** Takes the first words that match out of the text; null where none do. */
  take(pattern: RegExp): RegExpExecArray | null {
    const match = pattern.exec(this.rest);
    if (match === null) return null;
    this.rest = `${this.rest.slice(0, match.index)}|${this.rest.slice(match.index + match[0].length)}`;
    return match;
  }

  /** As `take`, with 不是/不在/非/除了 before it read as its negation. */
  takeWithDenial(source: string): { match: RegExpExecArray; denied: boolean } | null {
    const match = this.take(
      new RegExp(
        `(?<denial>(?:并|也|都)?不(?:是|在|住在?|含|要|包括|属于)|除了|除去|除开|排除|剔除|去掉|非(?!常)|没有?|还没有?|未)?(?:${source})(?:(?:之外|以外)的?)?`,
        'u',
      ),
    );
    return match ? { match, denied: match.groups?.denial !== undefined } : null;
  }

  add(condition: ClientCondition, denied = false): void {
    const { not, ...plain } = condition;
    const negated = denied !== (not === true);
    this.conditions.push((negated ? { ...plain, not: true } : plain) as ClientCondition);
  }

  ahead(token: string | undefined): { from: Day; to: Day } | null {
    const said = this.#times[Number(token)];
    return token === undefined || !said ? null : daysAhead(said.time, this.today);
  }

  back(token: string | undefined): { from: Day; to: Day } | null {
    const said = this.#times[Number(token)];
    return token === undefined || !said ? null : daysBack(said.time, this.today);
  }

  timeOf(token: string | undefined): SaidTime | null {
    return token === undefined ? null : (this.#times[Number(token)]?.time ?? null);
  }

  cents(token: string | undefined): Range | undefined {
    return token === undefined ? undefined : this.#amounts[Number(token)]?.cents;
  }

  /** The words behind the marks, for telling what was not understood. */
  inWords(text: string): string {
    return text
      .replace(/\{t(\d+)\}/g, (_all, at) => this.#times[Number(at)]?.words ?? '')
      .replace(/\{a(\d+)\}/g, (_all, at) => this.#amounts[Number(at)]?.words ?? '');
  }
}

export type Rule = (scan: Scan) => void;

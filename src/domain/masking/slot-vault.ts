import { personalSpans, plainWriting } from './personal-patterns.ts';

/** N name, I id of a record, D digits of any kind, P place, E employer, T words somebody wrote, M money. */
type SlotKind = 'N' | 'I' | 'D' | 'P' | 'E' | 'T' | 'M';

const slotLike = /\{\{[^{}]{0,60}\}\}/g;

/** What looks like a slot in text from outside never is one. */
function withoutSlots(text: string): string {
  return text.replace(/\{{2,}/g, '（').replace(/\}{2,}/g, '）');
}

/**
 * The values that a model does not get to see, of one turn. It sees slots that nobody can guess and
 * that mean something in this turn only; the application fills them when it shows the answer.
 */
export class SlotVault {
  readonly #newToken: () => string;
  readonly #values = new Map<string, string>();
  readonly #slots = new Map<string, string>();
  /** Values that are looked for in all other texts too. */
  readonly #wanted = new Set<string>();

  constructor(newToken: () => string) {
    this.#newToken = newToken;
  }

  /** The slot of a value: the same for the same value. */
  hide(kind: SlotKind, value: string): string {
    const known = this.#slots.get(`${kind}${value}`);
    if (known) return known;
    const slot = `{{${kind}${this.#values.size + 1}_${this.#newToken()}}}`;
    this.#slots.set(`${kind}${value}`, slot);
    this.#values.set(slot, value);
    return slot;
  }

  /** As `hide`, and the value is masked from now on wherever it stands: names and ids. */
  hideEverywhere(kind: SlotKind, value: string): string {
    if (value.length >= 2) this.#wanted.add(value);
    return this.hide(kind, value);
  }

  /** A text from outside with every known value and every telling number replaced by its slot. */
  mask(text: string): string {
    return this.maskOwn(withoutSlots(plainWriting(text)));
  }

  /** As `mask`, for text of ours, whose slots stay. */
  maskOwn(text: string): string {
    // Numbers whole before anything else: a known value inside one would leave its rest behind.
    const numbers = this.#outsideSlots(text, (piece) => this.#withoutNumbers(piece));
    const longestFirst = [...this.#wanted].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((masked, value) => {
      const slot = [...this.#values].find(([, held]) => held === value)?.[0] ?? '';
      return this.#outsideSlots(masked, (piece) => piece.replaceAll(value, slot));
    }, numbers);
  }

  #outsideSlots(text: string, change: (piece: string) => string): string {
    const pieces = text.split(/(\{\{[^{}]{0,60}\}\})/);
    return pieces.map((piece) => (this.#values.has(piece) ? piece : change(piece))).join('');
  }

  #withoutNumbers(piece: string): string {
    let masked = piece;
    for (const span of personalSpans(piece).reverse()) {
      const slot = this.hide('D', span.text);
      masked = masked.slice(0, span.at) + slot + masked.slice(span.at + span.text.length);
    }
    return masked;
  }

  fill(text: string): string {
    return text.replace(slotLike, (slot) => this.#values.get(slot) ?? slot);
  }

  holds(slot: string): boolean {
    return this.#values.has(slot);
  }

  /** What kind of personal data still stands in a text on its way out; null: none. */
  personalIn(text: string): string | null {
    const plain = plainWriting(text.replace(slotLike, ' '));
    for (const value of this.#wanted) if (plain.includes(value)) return 'known-value';
    return personalSpans(plain)[0]?.kind ?? null;
  }
}

/** The slots of a text, and what only looks like one. */
export function slotsIn(text: string): string[] {
  return [...text.matchAll(slotLike)].map((match) => match[0]);
}

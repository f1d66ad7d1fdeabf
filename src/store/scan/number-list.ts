const comma = 44;
const minus = 45;
const zero = 48;

/** Reads whole numbers one after another out of `1,-20,300`, without cutting the text apart. */
export class NumberList {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get ended(): boolean {
    return this.#at >= this.#text.length;
  }

  next(): number {
    const text = this.#text;
    const negative = text.charCodeAt(this.#at) === minus;
    let at = negative ? this.#at + 1 : this.#at;
    let value = 0;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === comma) break;
      value = value * 10 + unit - zero;
    }
    this.#at = at + 1;
    return negative ? -value : value;
  }
}

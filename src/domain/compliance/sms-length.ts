/** One short message holds 70 UTF-16 units; the parts of a longer one 67 each. */
const single = 70;
const part = 67;

export interface SmsLength {
  readonly units: number;
  readonly segments: number;
}

/** How a text is counted and charged as a short message, its signature included. */
export function smsLength(text: string): SmsLength {
  const units = text.length;
  return { units, segments: units <= single ? 1 : Math.ceil(units / part) };
}

import type { Day } from '../calendar/day.ts';

export interface CadenceSettings {
  readonly default_days: number;
  readonly tiers: Readonly<Record<string, number>>;
}

interface Touch {
  readonly direction: string;
  readonly effective: boolean | null;
  readonly channel: string;
}

/** What counts as being in contact: a message sent, a talk that came about, or the client's own word. */
export function keepsCadence({ direction, effective, channel }: Touch): boolean {
  if (direction === 'in' || effective === true) return true;
  return effective !== false && (channel === 'sms' || channel === 'wechat');
}

export function cadenceDays(tier: string | null, { default_days, tiers }: CadenceSettings): number {
  return (tier === null ? undefined : tiers[tier]) ?? default_days;
}

/** So many days early a contact may be made where there is room: days off pile work up. */
export function daysAhead(cadence: number): number {
  return Math.floor(cadence / 6);
}

/** The day by which the next contact is to be made. */
export function contactDueOn(
  { openedOn, lastOn }: { readonly openedOn: Day; readonly lastOn: Day | null },
  cadence: number,
): Day {
  return (lastOn ?? openedOn) + cadence;
}

import type { Day } from '../calendar/day.ts';
import { addMonths, civilDate } from '../calendar/day.ts';
import type { OutreachChannel } from './client.ts';
import type { ClientCard } from './client-card.ts';
import {
  type Assessment,
  assessmentValidDays,
  type Consent,
  type Contact,
} from './client-records.ts';
import type { Holding } from './holding.ts';

/** The day on which something must be decided: notice or maturity, the earlier. */
export function dueOn({ redeemBy, maturityOn }: Holding): Day | null {
  if (redeemBy === null) return maturityOn;
  return maturityOn === null ? redeemBy : Math.min(redeemBy, maturityOn);
}

export function isPlaced({ kind }: Holding): boolean {
  return kind !== 'demand' && kind !== 'card' && kind !== 'loan';
}

export interface AssessmentStanding {
  readonly assessment: Assessment;
  readonly validTo: Day;
  /** Days until the last valid one; negative when it is over. */
  readonly daysLeft: number;
}

export function assessmentOf({ assessments }: ClientCard, today: Day): AssessmentStanding | null {
  const [assessment] = assessments;
  if (!assessment) return null;
  const validTo = assessment.assessedOn + assessmentValidDays;
  return { assessment, validTo, daysLeft: validTo - today };
}

/** The consent by which marketing on a channel is allowed today, if any. */
export function marketingConsent(
  { consents }: ClientCard,
  channel: OutreachChannel,
  today: Day,
): Consent | null {
  const valid = consents.find(
    (one) =>
      one.purpose === 'marketing' &&
      (one.channel === channel || one.channel === 'all') &&
      one.grantedOn <= today &&
      (one.revokedOn === null || one.revokedOn > today),
  );
  return valid ?? null;
}

/** What was promised for a day and not followed by an effective contact, the oldest first. */
export function openPromises({ contacts }: ClientCard): Contact[] {
  return contacts
    .filter((one) => one.nextOn !== null)
    .filter(
      (one) =>
        !contacts.some(
          (later) => later.effective && later.contactedAtSeconds > one.contactedAtSeconds,
        ),
    )
    .sort((a, b) => (a.nextOn ?? 0) - (b.nextOn ?? 0));
}

/** Full years; who was born on 29 February is a year older on 1 March. */
export function ageOn(birthDate: Day, today: Day): number {
  const years = civilDate(today).year - civilDate(birthDate).year;
  const { month, day } = civilDate(birthDate);
  const birthday = addMonths(birthDate, 12 * years);
  const leap = month === 2 && day === 29 && civilDate(birthday).day !== 29;
  return today >= birthday + (leap ? 1 : 0) ? years : years - 1;
}

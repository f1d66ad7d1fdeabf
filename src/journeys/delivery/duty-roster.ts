import type { Day } from '../../domain/calendar/day.ts';
import { isAway, nextWorkingDay, worksOn } from '../../domain/calendar/time-off.ts';
import { wallClock, zonedInstant } from '../../domain/calendar/zoned-time.ts';
import type { Colleague } from '../../ports/work-book.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';

type Setting = Pick<AlertParts, 'calendar' | 'timezone' | 'delivery'>;

/** Who works when, who stands in for whom, and who leads whom. */
export class DutyRoster {
  readonly #setting: Setting;
  readonly #staff: ReadonlyMap<string, Colleague>;

  constructor(staff: readonly Colleague[], setting: Setting) {
    this.#setting = setting;
    this.#staff = new Map(staff.map((one) => [one.employeeId, one]));
  }

  find(employeeId: string): Colleague | null {
    return this.#staff.get(employeeId) ?? null;
  }

  working(day: Day): Colleague[] {
    return [...this.#staff.values()].filter((one) => this.#works(one, day));
  }

  #works(one: Colleague, day: Day): boolean {
    const stays = one.leftOn === null || day <= one.leftOn;
    return stays && worksOn(day, this.#setting.calendar, one.off);
  }

  /** Somebody, or who stands in for them while they are on leave. */
  inCharge(employeeId: string, day: Day): Colleague | null {
    const one = this.find(employeeId);
    if (one === null) return null;
    const gone = one.leftOn !== null && day > one.leftOn;
    if (!gone && !isAway(day, one.off)) return one;
    const deputy = one.deputyId === null ? null : this.find(one.deputyId);
    if (deputy !== null && !isAway(day, deputy.off)) return deputy;
    return gone ? null : one;
  }

  /** Who leads a manager: the supervisor, else the heads of the branch. */
  leadersOf(employeeId: string, day: Day): Colleague[] {
    const one = this.find(employeeId);
    if (one === null) return [];
    if (one.supervisorId !== null) {
      const leader = this.inCharge(one.supervisorId, day);
      return leader === null ? [] : [leader];
    }
    return [...this.#staff.values()].filter(
      ({ role, branchId, employeeId: id }) =>
        role === 'branch_head' && branchId === one.branchId && id !== employeeId,
    );
  }

  /** The first moment from `from` on at which somebody works; a later day begins with the morning. */
  chanceFrom(one: Colleague, from: Date): Date {
    const { calendar, timezone, delivery } = this.#setting;
    const { day } = wallClock(from, timezone);
    if (this.#works(one, day)) return from;
    return zonedInstant(nextWorkingDay(day, calendar, one.off), delivery.times.morning, timezone);
  }
}

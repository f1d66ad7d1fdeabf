import type { Day } from '../../domain/calendar/day.ts';
import { cadenceDays } from '../../domain/worklist/cadence.ts';
import { steadyNeed } from '../../domain/worklist/cadence-plan.ts';
import type { WorkNumbers } from '../../domain/worklist/choose-work.ts';
import type { AlertParts } from './alert-parts.ts';

/** A day's numbers for a book of so many clients. */
export function targetsFor(
  clients: number,
  { settings }: Pick<AlertParts, 'settings'>,
): WorkNumbers {
  const { book, meetings, calls, messages } = settings.worklist;
  const scaled = (count: number) => Math.max(1, Math.round((count * clients) / book));
  return { meetings: scaled(meetings), calls: scaled(calls), messages: scaled(messages) };
}

const numberOf = ({ meetings, calls, messages }: WorkNumbers) => meetings + calls + messages;

interface Load {
  readonly need: number;
  readonly targets: WorkNumbers;
}

const isOverloaded = ({ need, targets }: Load): boolean => need > numberOf(targets);

const ratioText = ({ need, targets }: Load) =>
  `按层级每个工作日要联系约${Math.ceil(need)}位，一天的数是${numberOf(targets)}位`;

/** What does not fit is said, not hidden: who is crowded out today, and a book too large for its tiers. */
export function loadText(list: Load & { readonly crowdedOut: number }): string {
  const { crowdedOut } = list;
  const today = crowdedOut > 0 ? `，其中${crowdedOut}位按层级已到日子，今天排不下` : '';
  const always = isOverloaded(list) ? `。${ratioText(list)}，长期排不过来，请和主管商量` : '';
  return `${today}${always}`;
}

const monthDays = 30;

/** Workdays of the month that begins with the day. */
function monthOf(day: Day, { calendar }: Pick<AlertParts, 'calendar'>): Day[] {
  const days = [day];
  for (let on = calendar.nextWorkday(day); on <= day + monthDays; on = calendar.nextWorkday(on)) {
    days.push(on);
  }
  return days;
}

/** Managers whose tiers ask for more contacts than their days hold, each with the figures. */
export async function overloadedBooks(
  managerIds: readonly string[],
  day: Day,
  parts: Pick<AlertParts, 'work' | 'settings' | 'calendar'>,
): Promise<{ readonly managerId: string; readonly figures: string }[]> {
  const { cadence } = parts.settings.worklist;
  const workdays = monthOf(day, parts);
  const clients = await parts.work.clients(managerIds, day);
  return [...Map.groupBy(clients, ({ managerId }) => managerId)].flatMap(([managerId, own]) => {
    const reached = own.filter(({ doNotContact }) => !doNotContact);
    const turns = reached.map(({ tier }) => ({ every: cadenceDays(tier, cadence) }));
    const load = { need: steadyNeed(turns, workdays), targets: targetsFor(own.length, parts) };
    return isOverloaded(load) ? [{ managerId, figures: ratioText(load) }] : [];
  });
}

import type { Day } from '../calendar/day.ts';
import { isOver } from './preferred-hours.ts';
import type { WorkAction, WorkReason } from './work-reason.ts';

export interface WorkNumbers {
  readonly meetings: number;
  readonly calls: number;
  readonly messages: number;
}

export interface WorkItem {
  readonly clientId: string;
  readonly name: string;
  readonly action: WorkAction;
  /** If nobody takes the call, a message the same day keeps the turn by tier. */
  readonly elseMessage: boolean;
  /** Why now, the most urgent first. */
  readonly why: readonly string[];
  readonly rows: readonly string[];
  /** When the client likes to be reached; null: whenever one may. */
  readonly hours: string | null;
  /** It should have been done by then: carried over. */
  readonly since: Day | null;
}

/** A client for whom something speaks today. */
export interface Candidate {
  readonly clientId: string;
  readonly name: string;
  readonly preferredHours: string | null;
  /** Contacts from our side within the cap's days. */
  readonly contactsLately: number;
  /**
   * A call that fails now would miss the client's turn by tier: the cap leaves no second contact,
   * or room for a message on the same day.
   */
  readonly turnAtRisk: 'message-only' | 'message-after-call' | null;
  readonly skipped: boolean;
  readonly reasons: readonly WorkReason[];
}

interface Limits {
  readonly day: Day;
  /** Null: the list is for another day than today, and no hour of it is over. */
  readonly minuteOfDay: number | null;
  readonly targets: WorkNumbers;
  readonly contactCap: number;
}

const room = { meeting: 'meetings', call: 'calls', message: 'messages' } as const;
const urgency = ({ reasons }: Candidate) => reasons[0]?.priority ?? Number.POSITIVE_INFINITY;
const weightOf = ({ reasons }: Candidate) => reasons[0]?.weight ?? 0;
const dueOf = ({ reasons }: Candidate) => reasons[0]?.dueOn ?? Number.POSITIVE_INFINITY;

/** Two without a day are equal; Infinity less Infinity is no number. */
const earlier = (a: number, b: number) => (a === b ? 0 : a - b);

const isRed = ({ reasons }: Candidate) => reasons.some(({ kind }) => kind === 'red-alert');

/** Not today: skipped, over the cap, or past the hours that the client prefers. */
function waits(one: Candidate, { minuteOfDay, contactCap }: Limits): boolean {
  const red = isRed(one);
  const cap = red ? contactCap : contactCap - 1;
  if (one.contactsLately >= cap) return true;
  if (red) return false;
  return one.skipped || (minuteOfDay !== null && isOver(one.preferredHours, minuteOfDay));
}

function itemOf(
  { clientId, name, preferredHours, turnAtRisk, reasons }: Candidate,
  action: WorkAction,
  day: Day,
): WorkItem {
  const late = reasons.flatMap(({ dueOn }) => (dueOn !== null && dueOn < day ? [dueOn] : []));
  return {
    clientId,
    name,
    action,
    elseMessage: action === 'call' && turnAtRisk === 'message-after-call',
    why: reasons.map(({ why }) => why),
    rows: [...new Set(reasons.flatMap(({ rows }) => rows))],
    hours: preferredHours,
    since: late.length > 0 ? Math.min(...late) : null,
  };
}

/** How the client is reached: by the first reason's way, else by what a later reason allows. */
function wayFor(one: Candidate, left: WorkNumbers): WorkAction | undefined {
  const ways = one.reasons.flatMap((reason) => reason.ways);
  const only = one.turnAtRisk === 'message-only' && !isRed(one);
  const sure = only ? (['message'] as const) : [];
  return [...sure, ...ways].find((way) => left[room[way]] > 0);
}

/** Today's list out of everything that speaks for a contact: the most urgent first, within the day's numbers. */
export function chooseWork(candidates: readonly Candidate[], limits: Limits) {
  const left = { ...limits.targets };
  const items: WorkItem[] = [];
  let waiting = 0;
  const ordered = candidates
    .map((one) => ({ ...one, reasons: [...one.reasons].sort((a, b) => a.priority - b.priority) }))
    .sort(
      (a, b) =>
        urgency(a) - urgency(b) ||
        weightOf(b) - weightOf(a) ||
        earlier(dueOf(a), dueOf(b)) ||
        (a.clientId < b.clientId ? -1 : 1),
    );
  for (const one of ordered) {
    const [first] = one.reasons;
    if (first === undefined) continue;
    const action = waits(one, limits) ? undefined : wayFor(one, left);
    if (action === undefined) {
      waiting++;
      continue;
    }
    left[room[action]]--;
    items.push(itemOf(one, action, limits.day));
  }
  return { items, waiting };
}

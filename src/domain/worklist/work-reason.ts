import type { Day } from '../calendar/day.ts';

export type WorkAction = 'meeting' | 'call' | 'message';

/** What stands in for an action whose number is used up; a talk is not replaced by a message. */
export const instead: Readonly<Record<WorkAction, readonly WorkAction[]>> = {
  meeting: ['meeting', 'call'],
  call: ['call', 'meeting'],
  message: ['message', 'call'],
};

/** Why somebody is on today's list. The lower the priority, the earlier. */
export interface WorkReason {
  readonly clientId: string;
  readonly kind:
    | 'alert'
    | 'red-alert'
    | 'money'
    | 'promise'
    | 'call-back'
    | 'signal'
    | 'onboarding'
    | 'birthday'
    | 'cadence';
  readonly priority: number;
  /** How the client is reached, the fitting way first. */
  readonly ways: readonly WorkAction[];
  readonly why: string;
  readonly rows: readonly string[];
  /** Among equals the heavier comes first. */
  readonly weight: number;
  /** The day on which it should have been done, where it has one: later it is carried over. */
  readonly dueOn: Day | null;
}

/** What is looked at first: red alerts, money that did not stay, what was promised, money that falls due. */
export const priorities = {
  red: 0,
  amber: 10,
  matured: 12,
  callBack: 13,
  closing: 14,
  promise: 15,
  maturing: 20,
  onboarding: 30,
  /** Whose turn by tier it is, so that the days to come are not overrun either. */
  turn: 33,
  known: 35,
  assessment: 40,
  nearTier: 45,
  idle: 48,
  watch: 50,
  birthday: 60,
  ahead: 90,
} as const;

import type { Action } from '../../domain/card/card.ts';
import type { AlertStatus, Severity } from '../../domain/churn/alert.ts';
import type { AlertClock } from '../../domain/churn/alert-clock.ts';
import type { Answer } from '../../domain/conversation/answer.ts';
import type { Step } from '../../domain/conversation/step.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import type { ConversationSummary, TranscriptTurn } from '../../ports/conversation-library.ts';
import type { DirectoryEntry } from '../../ports/employee-directory.ts';
import type { LoginMethod } from '../../ports/session-store.ts';

// What goes over the wire between server and page; both sides compile against it.

export type WireAnswer = Pick<Answer, 'kind' | 'intent' | 'card' | 'suggestions' | 'mode'>;

export interface WireTurn extends Omit<TranscriptTurn, 'answer'> {
  readonly answer: WireAnswer | null;
}

export type WireConversation = ConversationSummary;

export interface WireTranscript {
  readonly title: string;
  readonly turns: readonly WireTurn[];
}

export interface WireService {
  readonly bank: string;
  readonly demo: boolean;
  readonly mode: Answer['mode'];
  /** The first letters of the knowledge's fingerprint. */
  readonly material: string;
  readonly cards: number;
  /** Business time at the server, ISO 8601. */
  readonly now: string;
}

export interface WireMe {
  readonly employee: DirectoryEntry;
  readonly login: LoginMethod;
  readonly service: WireService;
}

/** What somebody who is not signed in is told: how to sign in, and in a demo as whom. */
export interface WireSignIn {
  readonly login: LoginMethod;
  readonly employees: readonly DirectoryEntry[];
}

/** How much waits for the employee. */
export interface WireDesk {
  readonly toReview: number;
  readonly decided: number;
}

/** Where a citation comes from, whole: as kept with the answer, or only the quoted span. */
export interface WirePassage {
  readonly citation: Citation;
  readonly text: string;
  readonly whole: boolean;
}

/** What the assistant has brought by itself. */
export interface WireInbox {
  readonly unread: number;
  /** Where the newest unread one stands. */
  readonly conversationId: string | null;
}

export interface WireBoardAlert {
  readonly alertId: string;
  readonly name: string;
  readonly manager: string;
  readonly severity: Severity;
  readonly status: AlertStatus;
  readonly signals: string;
  readonly risk: string;
  readonly since: string;
  /** Until when, in words, and how it stands. */
  readonly clock: { readonly text: string; readonly state: AlertClock['state'] } | null;
  readonly evidence: readonly string[];
  readonly rows: readonly string[];
  readonly actions: readonly Action[];
}

export interface WireAlertBoard {
  readonly through: string;
  readonly alerts: readonly WireBoardAlert[];
}

export interface WireWorkBoard {
  readonly through: string;
  /** What the day's numbers leave no room for; empty where all fits. */
  readonly load: string;
  readonly progress: string;
  readonly waiting: number;
  readonly items: readonly {
    readonly clientId: string;
    readonly name: string;
    readonly action: string;
    readonly why: readonly string[];
    readonly rows: readonly string[];
    readonly hours: string | null;
    readonly late: number;
  }[];
}

export interface WireTeamBoard {
  readonly through: string;
  readonly summary: string;
  readonly managers: readonly {
    readonly name: string;
    readonly red: number;
    readonly amber: number;
  }[];
  readonly weeks: readonly {
    readonly label: string;
    readonly cents: number;
    readonly text: string;
  }[];
  readonly lastWeek: string;
}

export interface WireProblem {
  readonly code: string;
  /** One Chinese sentence that says what to do. */
  readonly message: string;
}

/** One page of a list of clients; total and sum are those of the whole list. */
export interface WireClients {
  readonly understood: readonly string[];
  readonly notUnderstood: readonly string[];
  readonly total: number;
  readonly aumCents: number;
  readonly perPage: number;
  readonly mayExport: boolean;
  /** 数据截至, YYYY-MM-DD. */
  readonly dataThrough: string | null;
  readonly clients: readonly WireClient[];
}

export interface WireClient {
  readonly clientId: string;
  readonly name: string;
  readonly tier: string | null;
  readonly mobileTail: string | null;
  readonly aumCents: number | null;
  readonly nextDueOn: string | null;
  readonly lastContactedOn: string | null;
}

/** The events of a conversation's stream, by their SSE names. */
export interface WireEvents {
  readonly turn: WireTurn;
  readonly step: { readonly turnId: string; readonly step: Step };
  readonly gone: Record<string, never>;
}

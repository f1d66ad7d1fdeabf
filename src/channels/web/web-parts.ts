import type { Day } from '../../domain/calendar/day.ts';
import type { AlertTrend } from '../../domain/churn/alert-trend.ts';
import type { Answer } from '../../domain/conversation/answer.ts';
import type { Turn, TurnResult, TurnWatch } from '../../journeys/conversation/take-turn.ts';
import type { ClientBook } from '../../ports/client-book.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConversationLibrary } from '../../ports/conversation-library.ts';
import type { ConversationStore } from '../../ports/conversation-store.ts';
import type { DirectoryEntry, EmployeeDirectory } from '../../ports/employee-directory.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import type { ServiceTelemetry } from '../../ports/service-telemetry.ts';
import type { LoginMethod, SessionStore } from '../../ports/session-store.ts';
import type { PageFiles } from './page-files.ts';
import type { WireAlertBoard, WireDesk, WireInbox, WireTeamBoard, WireWorkBoard } from './wire.ts';

/** How people sign in and under which addresses the page may be asked for. */
export interface WebSettings {
  readonly login: LoginMethod;
  /** Of login `proxy`: the header that names the employee, and what proves the proxy. */
  readonly proxy: { readonly header: string; readonly secret: string } | null;
  /** A name beside loopback and bare addresses under which people open the page. */
  readonly publicUrl: URL | null;
  readonly bank: string;
  readonly demo: boolean;
  /** Whether a model is asked at all; each answer tells by itself who wrote it. */
  readonly mode: Answer['mode'];
}

export interface Readiness {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Board {
  inbox(employeeId: string): Promise<WireInbox>;
  read(employeeId: string, conversationId: string): Promise<void>;
  alerts(employeeId: string): Promise<WireAlertBoard>;
  /** Null: no alert of the employee's. */
  trend(employeeId: string, alertId: string): Promise<AlertTrend | null>;
  work(employeeId: string): Promise<WireWorkBoard>;
  team(employeeId: string): Promise<WireTeamBoard>;
}

export interface WebParts {
  readonly settings: WebSettings;
  readonly conversations: Pick<ConversationStore, 'recordFeedback'>;
  readonly library: ConversationLibrary;
  readonly sessions: SessionStore;
  readonly employees: EmployeeDirectory;
  readonly book: Pick<ClientBook, 'for' | 'standing'>;
  readonly index: Pick<PlaybookIndex, 'version' | 'passage' | 'cards'>;
  readonly take: (turn: Turn, watch: TurnWatch) => Promise<TurnResult>;
  /** How much waits for an employee: drafts to approve, and what was decided on the own ones. */
  readonly desk: (employeeId: string) => Promise<WireDesk>;
  /** Alerts, the day's list and the team at one look, each in the employee's own scope. */
  readonly board: Board;
  /** Business time, for what people read. */
  readonly clock: Clock;
  readonly today: () => Day;
  readonly telemetry: ServiceTelemetry;
  readonly readiness: () => Promise<readonly Readiness[]>;
  /** Chat platforms that call us; each proves by itself who is calling. */
  readonly platformRequests?: readonly {
    readonly path: string;
    readonly handle: (request: Request) => Promise<Response>;
  }[];
  /** Null: the page has not been built. */
  readonly page: PageFiles | null;
}

export interface WebEnv {
  Variables: {
    requestId: string;
    secureHeadersNonce?: string;
    employee: DirectoryEntry;
    /** Hash of the session's token; null where a proxy signs people in. */
    tokenHash: string | null;
  };
}

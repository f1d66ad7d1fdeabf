import type { Day } from '../domain/calendar/day.ts';
import type { ClientPage, ClientSummary } from '../domain/clients/client.ts';
import type { ClientCard } from '../domain/clients/client-card.ts';
import type { ClientFilter } from '../domain/clients/client-filter.ts';
import type { ClientMention } from '../domain/clients/client-mention.ts';
import type { Vocabulary } from '../domain/clients/filter/vocabulary.ts';
import type { AccessScope } from '../domain/people/access-scope.ts';
import type { Employee } from '../domain/people/employee.ts';

/** On what occasion somebody looks; it goes into the log of look-ups. */
export interface Occasion {
  readonly turnId?: string;
  /** The operating system's user, where the command line is used. */
  readonly systemUser?: string;
}

export interface BookStanding {
  readonly origin: 'empty' | 'demo' | 'bank';
  /** 数据截至: the last day that the book is complete to. */
  readonly dataThrough: Day | null;
}

/**
 * The clients that one employee may see today, and no others: a client of somebody else and one
 * that does not exist are answered alike. Every look-up is logged before it is answered.
 */
export interface ClientReader {
  readonly scope: AccessScope;
  /** At most twenty who fit, best first; one with just this name comes without mere beginnings. */
  find(mention: ClientMention): Promise<ClientSummary[]>;
  /** Those whose whole name stands somewhere in the text, at most twenty. */
  namedIn(text: string): Promise<ClientSummary[]>;
  /** Those of the ids who are among them, in no order. */
  these(clientIds: readonly string[]): Promise<ClientSummary[]>;
  card(clientId: string): Promise<ClientCard | null>;
  list(filter: ClientFilter): Promise<ClientPage>;
  /** All clients of the filter, to be taken out of the system; logged as that. */
  takeOut(filter: ClientFilter): Promise<ClientPage>;
  /** The whole mobile of one client, logged as that; null as for a client who is not visible. */
  revealMobile(clientId: string): Promise<{ readonly mobile: string | null } | null>;
  /** The words that lists of these clients can be asked by; it tells of no client. */
  vocabulary(): Promise<Vocabulary>;
}

/** The client book. Clients are read through `for` and nothing else. */
export interface ClientBook {
  employee(employeeId: string): Promise<Employee | null>;
  for(employee: Pick<Employee, 'employeeId'>, occasion?: Occasion): Promise<ClientReader>;
  standing(): Promise<BookStanding>;
  close(): Promise<void>;
}

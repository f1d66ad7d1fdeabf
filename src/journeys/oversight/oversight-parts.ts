import type { Compliance } from '../../domain/compliance/check-message.ts';
import type { LocalMoment } from '../../domain/outreach/outreach-limits.ts';
import type { EmployeeDirectory } from '../../ports/employee-directory.ts';
import type { LookUpLog } from '../../ports/look-up-log.ts';
import type { OutreachLog } from '../../ports/outreach-log.ts';

/** What overseeing outreach works with. */
export interface OversightParts {
  readonly log: OutreachLog;
  readonly employees: Pick<EmployeeDirectory, 'find' | 'all'>;
  /** Who looked into the log is itself logged. */
  readonly lookUps: Pick<LookUpLog, 'append'>;
  readonly compliance: Compliance;
  readonly now: () => LocalMoment;
  readonly timezone: string;
}

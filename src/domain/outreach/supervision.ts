import type { Day } from '../calendar/day.ts';
import type { ClientCard } from '../clients/client-card.ts';
import type { CheckResult } from '../compliance/check-message.ts';
import type { Judged } from './judged.ts';

/** A draft that a supervisor has to look at, and what came of it. */
export interface Supervision {
  /** Why, as sentences. */
  readonly reasons: readonly string[];
  /** `needed`: not handed in yet. */
  readonly state: 'needed' | 'waiting' | 'approved' | 'returned';
  /** Who decided. */
  readonly by: string | null;
  readonly at: string | null;
  /** What the supervisor said on returning it. */
  readonly note: string | null;
}

/** The rule that asks for a supervisor's look and for nothing else. */
const supervisorsRule = 'SU-05';

const isOpen = ({ severity }: Judged['findings'][number]): boolean => severity !== 'warn';

function verdictOf(findings: Judged['findings']): CheckResult['verdict'] {
  if (findings.some(({ severity }) => severity === 'block')) return 'blocked';
  return findings.some(({ severity }) => severity === 'require') ? 'needs-edit' : 'clear';
}

/** A check as it stands once a supervisor has looked: what asked for just that is met. */
export function withSupervisorsLook(check: Judged): Judged {
  const findings = check.findings.map((finding) =>
    finding.rule === supervisorsRule ? { ...finding, severity: 'warn' as const } : finding,
  );
  return { ...check, findings, verdict: verdictOf(findings) };
}

/** The signal H3: an open complaint that is grave or was taken further. */
function hasGraveComplaint({ complaints }: ClientCard, today: Day): boolean {
  return complaints.some(
    ({ openedOn, closedOn, level, escalatedOn }) =>
      openedOn <= today &&
      (closedOn === null || closedOn > today) &&
      (level >= 2 || (escalatedOn !== null && escalatedOn <= today)),
  );
}

/** Why a supervisor has to look at a text before it may be used; empty: nobody has to. */
export function supervisorReasons(check: Judged, card: ClientCard, today: Day): string[] {
  const asked = check.findings.find((finding) => finding.rule === supervisorsRule);
  return [
    ...(asked && isOpen(asked) ? [asked.reason] : []),
    ...(hasGraveComplaint(card, today) ? ['客户有升级的未结投诉（预警 H3 的口径）。'] : []),
  ];
}

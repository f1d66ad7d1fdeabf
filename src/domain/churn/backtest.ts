import type { Day } from '../calendar/day.ts';
import { type SignalCode, signalCodes } from './signal-code.ts';
import { signals } from './signals.ts';

/** How one signal would have done. Shares are 0–1; null: nothing to divide by. */
export interface SignalRecord {
  readonly code: SignalCode;
  readonly title: string;
  readonly flagged: number;
  readonly flaggedShare: number | null;
  /** Of those flagged, how many were lost later. */
  readonly precision: number | null;
  /** Precision over the share lost among all. */
  readonly lift: number | null;
  /** Of those lost, how many were flagged. */
  readonly recall: number | null;
  /** Median days from the flag to the loss. */
  readonly leadDays: number | null;
}

interface Count {
  flagged: number;
  lost: number;
  readonly leads: number[];
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  return middle ?? null;
}

/** Adds up, day after day, who was flagged and who was lost afterwards. */
export class Backtest {
  readonly #counts = new Map<SignalCode, Count>();
  clients = 0;
  lost = 0;

  /** One client on one day; `lostAfter`: days until the loss, null: none in time. */
  add(codes: readonly SignalCode[], lostAfter: Day | null): void {
    this.clients++;
    if (lostAfter !== null) this.lost++;
    for (const code of codes) {
      const count = this.#counts.get(code) ?? { flagged: 0, lost: 0, leads: [] };
      this.#counts.set(code, count);
      count.flagged++;
      if (lostAfter === null) continue;
      count.lost++;
      count.leads.push(lostAfter);
    }
  }

  get lossShare(): number | null {
    return share(this.lost, this.clients);
  }

  records(): SignalRecord[] {
    const base = this.lossShare;
    return signalCodes.map((code) => {
      const { flagged, lost, leads } = this.#counts.get(code) ?? { flagged: 0, lost: 0, leads: [] };
      const precision = share(lost, flagged);
      return {
        code,
        title: signals.find((one) => one.code === code)?.title ?? code,
        flagged,
        flaggedShare: share(flagged, this.clients),
        precision,
        lift: precision === null || !base ? null : precision / base,
        recall: share(lost, this.lost),
        leadDays: median(leads),
      };
    });
  }
}

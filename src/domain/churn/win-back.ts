import type { SignalCode } from './signal-code.ts';

interface WinBack {
  /** Why clients with this signal tend to leave. */
  readonly reason: '自然流失' | '过失流失' | '竞争流失' | '待核实';
  readonly strategy: '以心相交' | '知己知彼' | '见缝插针';
  /** Cards of the playbooks, the first fitting one counts. */
  readonly cards: readonly string[];
}

const gone = ['signal-money-out', 'money-moved-opening-lines', 'strategy-know-rivals'];

/** What each alerting signal points to: loss reason, strategy, and where the playbooks speak of it. */
export const winBack: Readonly<Partial<Record<SignalCode, WinBack>>> = {
  H3: {
    reason: '过失流失',
    strategy: '以心相交',
    cards: ['complaint-four-steps', 'complaint-first-words'],
  },
  H1: { reason: '竞争流失', strategy: '知己知彼', cards: ['rule-24-hours', ...gone] },
  S3: { reason: '竞争流失', strategy: '知己知彼', cards: gone },
  M2: {
    reason: '竞争流失',
    strategy: '见缝插针',
    cards: ['maturity-money-in-demand', 'maturity-unrenewed-log', 'strategy-hard-cash-needs'],
  },
  S4: {
    reason: '竞争流失',
    strategy: '见缝插针',
    cards: ['signal-loan-payoff', 'prepay-loan-talk'],
  },
  S6: { reason: '过失流失', strategy: '以心相交', cards: ['signal-risk-mismatch'] },
  H2: {
    reason: '过失流失',
    strategy: '以心相交',
    cards: ['three-months-no-movement', 'strategy-heart-to-heart'],
  },
  S1: {
    reason: '自然流失',
    strategy: '见缝插针',
    cards: ['signal-moving-away', 'client-moves-away'],
  },
  S2A: {
    reason: '过失流失',
    strategy: '以心相交',
    cards: ['signal-trading-change', 'strategy-heart-to-heart'],
  },
  S2B: { reason: '待核实', strategy: '以心相交', cards: ['signal-trading-change'] },
  L1: {
    reason: '过失流失',
    strategy: '以心相交',
    cards: ['complaint-product-loss', 'strategy-heart-to-heart'],
  },
};

/** The codes in the order in which they lead an alert. */
export const leadingOrder = Object.keys(winBack) as SignalCode[];

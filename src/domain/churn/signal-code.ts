/** Every signal of the contract, in its order. */
export const signalCodes = [
  'S1',
  'S2A',
  'S2B',
  'S3',
  'S4',
  'S5',
  'S6',
  'S7',
  'H1',
  'H2',
  'H3',
  'M1',
  'M2',
  'L1',
  'U1',
  'I1',
  'A1',
  'P1',
  'P2',
  'P3',
  'P4',
] as const;

export type SignalCode = (typeof signalCodes)[number];

export const productKinds = [
  'demand',
  'term_deposit',
  'structured_deposit',
  'wealth',
  'fund',
  'insurance',
  'gold',
  'trust',
  'bond',
  'card',
  'loan',
] as const;
export type ProductKind = (typeof productKinds)[number];

export const productRisks = ['R1', 'R2', 'R3', 'R4', 'R5'] as const;
export type ProductRisk = (typeof productRisks)[number];

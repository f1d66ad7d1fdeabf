/**
 * Kinds of booking. The book stores the place in this list, so that tens of millions of rows stay
 * small: add at the end, never reorder.
 */
export const transactionKinds = [
  'transfer',
  'card',
  'third_party_payment',
  'cash',
  'investment',
  'salary',
  'loan_repayment',
  'interest',
  'fee',
] as const;

import { z } from 'zod';
import { clientStatuses, discStyles, genders, outreachChannels } from './client.ts';
import { contactChannels, contactDirections, loanKinds, riskLevels } from './client-records.ts';
import { productKinds, productRisks } from './product.ts';

const whole = z.number().int();
/** Both ends belong to the range; an end left out is open. */
const range = z.object({ from: whole.optional(), to: whole.optional() });

const condition = <Kind extends string, Shape extends z.core.$ZodLooseShape>(
  kind: Kind,
  shape: Shape,
) => z.object({ kind: z.literal(kind), not: z.boolean().optional(), ...shape });

const holdingTraits = {
  products: z.array(z.enum(productKinds)).optional(),
  /** Part of the product's name: 大额存单. */
  productName: z.string().optional(),
  risks: z.array(z.enum(productRisks)).optional(),
  amountCents: range.optional(),
  /** The amount counts per client, all such holdings together. */
  perClient: z.boolean().optional(),
};

/**
 * One thing asked of a client. A filter is a list of them, all of which must hold; each is shown
 * as one chip and can be taken away or negated by itself. Amounts in cents, days as day numbers.
 */
const clientConditionSchema = z.discriminatedUnion('kind', [
  /** An open placed holding that is due (notice or maturity, the earlier) in the window. */
  condition('due', { days: range, ...holdingTraits }),
  condition('holds', holdingTraits),
  condition('aum', { cents: range }),
  /** Deposits at the latest month end. */
  condition('deposits', { cents: range }),
  /** Assets at the latest month end less those of `months` before; percent of the earlier ones. */
  condition('aum-change', {
    months: whole,
    cents: range.optional(),
    percent: range.optional(),
  }),
  /** Placed money that fell due in the window and was not placed again (到期未承接). */
  condition('matured', { days: range, amountCents: range.optional() }),
  /** Transfers to other banks in the window, all of them together. */
  condition('moved-out', { days: range, cents: range.optional() }),
  condition('contacted', {
    days: range,
    effective: z.boolean().optional(),
    direction: z.enum(contactDirections).optional(),
    channel: z.enum(contactChannels).optional(),
  }),
  /** An appointment made in the window, as the result of a contact tells. */
  condition('appointment', { days: range }),
  /** Birthday in a window of the year, as month × 100 + day; may run over New Year. */
  condition('birthday', { from: whole, to: whole }),
  condition('age', { years: range }),
  condition('opened', { days: range }),
  condition('gender', { gender: z.enum(genders) }),
  condition('surname', { surname: z.string() }),
  /** Born in the window: 80后. */
  condition('born', { days: range }),
  condition('city', { cities: z.array(z.string()) }),
  condition('occupation', { occupations: z.array(z.string()) }),
  /** Part of the employer's name. */
  condition('employer', { employer: z.string() }),
  condition('disc', { style: z.enum(discStyles) }),
  condition('tier', { tiers: z.array(z.string()) }),
  condition('tag', { tag: z.string() }),
  condition('status', { statuses: z.array(z.enum(clientStatuses)) }),
  condition('complaint-open', { level: whole.optional() }),
  condition('complaint-escalated', {}),
  condition('complained', {}),
  condition('loan-open', { loans: z.array(z.enum(loanKinds)).optional(), cents: range.optional() }),
  /** A loan that the client asked to pay back early. */
  condition('prepay-asked', {}),
  condition('assessed', {}),
  condition('assessment-valid', {}),
  /** The last valid day of the assessment lies in the window. */
  condition('assessment-ends', { days: range }),
  condition('risk-level', { levels: z.array(z.enum(riskLevels)) }),
  condition('may-market', { channel: z.enum(outreachChannels).optional() }),
  condition('do-not-contact', {}),
  condition('prefers', { channel: z.enum(outreachChannels) }),
  /** Words that stand in the remark, or in the result or note of a contact. */
  condition('noted', { words: z.string() }),
  condition('payroll', {}),
  condition('promise-open', { days: range }),
  condition('manager', { managerId: z.string() }),
  /** Just these, where somebody was named. */
  condition('one-of', { clientIds: z.array(z.string()) }),
]);

export const clientSorts = [
  'aum',
  'name',
  'due',
  'last-contact',
  'client-id',
  'aum-change',
  'age',
  'opened',
  'deposits',
] as const;

export const clientFilterSchema = z.object({
  conditions: z.array(clientConditionSchema),
  sort: z.enum(clientSorts).optional(),
  descending: z.boolean().optional(),
  limit: whole.optional(),
  offset: whole.optional(),
});

type Frozen<T> = T extends readonly (infer One)[]
  ? readonly Frozen<One>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

export type Range = Frozen<z.infer<typeof range>>;
export type ClientCondition = Frozen<z.infer<typeof clientConditionSchema>>;
export type ClientSort = (typeof clientSorts)[number];
export type ClientFilter = Frozen<z.infer<typeof clientFilterSchema>>;

import { z } from 'zod';

/** Written HH:MM, kept as the minute of the day. */
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应写成 HH:MM')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

/** The form of knowledge/churn/delivery.yaml. */
export const deliverySettingsSchema = z.strictObject({
  times: z
    .strictObject({
      scan_from: timeOfDay,
      branch_head: timeOfDay,
      morning: timeOfDay,
      reminder: timeOfDay,
      day_end: timeOfDay,
    })
    .refine(
      ({ scan_from, branch_head, morning, reminder, day_end }) =>
        scan_from <= branch_head &&
        branch_head <= morning &&
        morning < reminder &&
        reminder < day_end,
      '应按先后：scan_from、branch_head、morning、reminder、day_end',
    ),
  jitter_seconds: z.int().min(0).max(600),
  call_back_days: z.int().min(1).max(30),
  amber_unacknowledged: z.strictObject({ on: z.boolean(), workdays: z.int().min(1).max(30) }),
});

export type DeliverySettings = z.infer<typeof deliverySettingsSchema>;

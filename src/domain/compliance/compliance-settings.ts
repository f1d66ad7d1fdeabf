import { z } from 'zod';

const day = z.iso.date();
const ownPhrases = z.strictObject({
  /** One of the rules' ids. */
  rule: z.string(),
  phrases: z.array(z.string().min(2)),
});

/** What a bank edits under knowledge/compliance/. */
export const complianceSettingsSchema = z.strictObject({
  reviewed_on: day,
  /** A risk assessment counts for so many days. */
  assessment_valid_days: z.int().min(1).max(3650),
  senior_age: z.int(),
  /** From this age only deposits and such are marketed by writing. */
  face_to_face_age: z.int(),
  oldest_age_for_r3: z.int(),
  bank_names: z.array(z.string()),
  /** Hosts to which links may lead, with everything below them. */
  allowed_links: z.array(z.string()),
  /** Numbers that are never somebody's: hot-lines. */
  hotlines: z.array(z.string()),
  phrases: z.array(ownPhrases),
  /** Set phrases that hold a forbidden word and are lawful. */
  allowed_phrases: z.array(z.string().min(2)),
});

export interface ComplianceSettings extends z.infer<typeof complianceSettingsSchema> {}

/** Where no bank's settings are at hand. */
export const defaultSettings: ComplianceSettings = {
  reviewed_on: '2026-11-24',
  assessment_valid_days: 365,
  senior_age: 65,
  face_to_face_age: 70,
  oldest_age_for_r3: 80,
  bank_names: [],
  allowed_links: [],
  hotlines: [],
  phrases: [],
  allowed_phrases: [],
};

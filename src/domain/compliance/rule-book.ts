import type { Rule } from './rule.ts';
import { absoluteRules } from './rules/absolute.ts';
import { cancelledWarningRules } from './rules/cancelled-warning.ts';
import { comparisonRules } from './rules/comparison.ts';
import { consentRules } from './rules/consent.ts';
import { dealingRules } from './rules/dealing.ts';
import { identityRules } from './rules/identity.ts';
import { inducementRules } from './rules/inducement.ts';
import { insuranceRules } from './rules/insurance.ts';
import { mannerRules } from './rules/manner.ts';
import { pressureRules } from './rules/pressure.ts';
import { privacyRules } from './rules/privacy.ts';
import { promiseRules } from './rules/promise.ts';
import { returnRules } from './rules/returns.ts';
import { suitabilityRules } from './rules/suitability.ts';
import { warningRules } from './rules/warnings.ts';

/** Rules about what the words say; they are looked for behind disguises too. */
export const wordingRules: readonly Rule[] = [
  ...promiseRules,
  ...returnRules,
  ...cancelledWarningRules,
  ...absoluteRules,
  ...comparisonRules,
  ...insuranceRules,
  ...pressureRules,
  ...inducementRules,
  ...dealingRules,
  ...mannerRules,
];

/** Every rule, in the order in which findings are told. */
export const ruleBook: readonly Rule[] = [
  ...suitabilityRules,
  ...consentRules,
  ...wordingRules,
  ...privacyRules,
  ...identityRules,
  ...warningRules,
];

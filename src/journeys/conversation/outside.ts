import type { ConversationKnowledge } from './conversation-knowledge.ts';

// A logistic fit on the tuning halves of the questions, the objections and the intents (guichao eval):
// whether a message is about nothing that the cards hold.
const start = 4.21;
const weights = { wording: 0.13, example: 0.46, closeness: -7.53, spoken: -0.38 };
// Turning a manager away by mistake is worse than a look at the material that finds nothing.
const enough = -1.5;
// While an objection is talked about, what comes next hardly leaves the subject.
const enoughInTalk = 1;

const logit = (share: number): number => Math.log((share + 1e-3) / (1 - share + 1e-3));

/** Whether a message lies outside what the material is about. Without examples to read by, none does. */
export function liesOutside(
  message: string,
  talking: boolean,
  { index, reader }: ConversationKnowledge,
): boolean {
  const shares = new Map(reader.intents(message).map(({ label, share }) => [label, share]));
  if (shares.size === 0) return false;
  const { objection, playbook } = index.closest(message);
  const spoken = (shares.get('objection') ?? 0) + (shares.get('playbook') ?? 0);
  const odds =
    start +
    weights.wording * logit(reader.kinds(message).outside) +
    weights.example * logit(shares.get('out-of-scope') ?? 0) +
    weights.closeness * Math.max(objection, playbook) +
    weights.spoken * logit(spoken);
  return odds > (talking ? enoughInTalk : enough);
}

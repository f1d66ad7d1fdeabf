import type { Intent } from '../../domain/conversation/answer.ts';
import { orderIn } from '../../domain/conversation/intent-rules.ts';
import { tellsOfClient } from '../../domain/conversation/objection-leaning.ts';
import type { RefusalReason } from '../../domain/conversation/refusal-rules.ts';
import { understand } from '../../domain/conversation/understand.ts';
import type { Likelihood } from '../../ports/message-reader.ts';
import type { ConversationKnowledge } from './conversation-knowledge.ts';
import { liesOutside } from './outside.ts';

/** What a message wants. */
interface Wish {
  /** `null`: an objection or a question of the playbooks; their words decide which. */
  readonly intent: Intent | null;
  readonly refusal: RefusalReason | null;
}

// Rules are sure of what they claim, examples know more ways of saying it: below these shares of
// likelihood the examples do not overrule; chosen on the tuning half of the intents.
const sure = 0.5;
// Turning somebody away by mistake is worse than a look at the material that finds nothing.
const surest = 0.6;
// Closeness to a phrase of a card from which a message is no request that rules forbid.
const phraseKnown = 0.55;
// As good as the phrase itself: then it is no small talk either.
const phraseMet = 0.6;
// A refusal by rule is dropped where the examples see nothing in it but talk about a client.
const harmless = { unsafe: 0.02, spoken: 0.95 };

const offTheShelf: ReadonlySet<Intent> = new Set([
  'product',
  'help',
  'practice',
  'clients',
  'unsafe',
]);

const isSpoken = ({ label }: Likelihood): boolean => label === 'objection' || label === 'playbook';

const shareOf = (readings: readonly Likelihood[], name: Intent): number =>
  readings.find(({ label }) => label === name)?.share ?? 0;

const spokenShare = (readings: readonly Likelihood[]): number =>
  readings.filter(isSpoken).reduce((sum, { share }) => sum + share, 0);

/** What the examples make of a message, or the rules where the examples are not sure. */
function read(readings: readonly Likelihood[], byRule: Intent | null): Intent | null {
  const other = readings.find((reading) => !isSpoken(reading));
  if (!other) return byRule;
  const intent = other.label as Intent;
  if (other.share >= (intent === 'unsafe' ? surest : sure)) return intent;
  return spokenShare(readings) >= sure ? null : byRule;
}

/** Whether what a message seems to want is contradicted by what it says. */
function contradicted(
  intent: Intent,
  message: string,
  text: string,
  talking: boolean,
  knowledge: ConversationKnowledge,
) {
  // “客户嫌…” is never a look-up, and what a card's own phrase says is never beside the point.
  if (offTheShelf.has(intent) && tellsOfClient(text)) return true;
  if (intent === 'help' && /^(客户|人家|他|她)/.test(text)) return true;
  const near = knowledge.index.closest(message);
  const closest = Math.max(near.objection, near.playbook);
  if (intent === 'out-of-scope') return !liesOutside(message, talking, knowledge);
  return (
    (intent === 'unsafe' && closest >= phraseKnown) || (intent === 'help' && closest >= phraseMet)
  );
}

/** What a message wants: a refusal, the rules' word or the examples', whichever is surer. `talking`: an objection is at hand. */
export function wishOf(
  message: string,
  text: string,
  talking: boolean,
  knowledge: ConversationKnowledge,
): Wish {
  const order = orderIn(text);
  if (order !== null) return { intent: order, refusal: null };
  const { intent: byRule, refusal } = understand(text);
  const readings = knowledge.reader.intents(message);
  const talk =
    readings.length > 0 &&
    shareOf(readings, 'unsafe') < harmless.unsafe &&
    spokenShare(readings) > harmless.spoken;
  if (refusal !== null && !talk) return { intent: 'unsafe', refusal };
  const intent = read(readings, byRule === 'unsafe' ? null : byRule);
  const spoken = intent === null || intent === 'objection' || intent === 'playbook';
  if (!spoken && !contradicted(intent, message, text, talking, knowledge))
    return { intent, refusal: null };
  const outside = intent !== 'out-of-scope' && liesOutside(message, talking, knowledge);
  return { intent: outside ? 'out-of-scope' : null, refusal: null };
}

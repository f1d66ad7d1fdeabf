import type { Answer, Intent } from '../../domain/conversation/answer.ts';
import { followUpIn } from '../../domain/conversation/follow-up.ts';
import { formOfMessage } from '../../domain/conversation/message-form.ts';
import { channelIn, discIn } from '../../domain/conversation/talk-cues.ts';
import { understand } from '../../domain/conversation/understand.ts';
import type { StoredTurn } from '../../ports/conversation-store.ts';
import type { MessageReader } from '../../ports/message-reader.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import { answerObjection } from '../answers/answer-objection.ts';
import { answerQuestion } from '../answers/answer-question.ts';
import { chooseObjections } from '../answers/choose-objections.ts';
import { followObjection } from '../answers/follow-objection.ts';
import {
  helpReply,
  outOfScopeReply,
  refusalReply,
  unavailableReply,
  unreadableReply,
} from '../answers/standard-replies.ts';
import { answerPractice, endPractice, startPractice } from '../practice/practise.ts';

/** What a conversation stands on: the material, and a reader of what messages want. */
export interface ConversationKnowledge {
  readonly index: PlaybookIndex;
  readonly reader: MessageReader;
  /** The bank's business date, YYYY-MM-DD. */
  readonly today: string;
}

const leadsOn =
  /^(那|那么|还有|另外|如果|要是|万一|他要是|她要是|为什么|为啥|然后|接着|换|再|具体)|呢[?？]?$/;

/** A short question that leads on is read together with the one before it. */
function withContext(text: string, earlier: readonly StoredTurn[]): string {
  const last = earlier.findLast(
    (turn) => turn.answer?.kind === 'answer' || turn.answer?.kind === 'sources-differ',
  );
  if (!last || text.length > 16 || !leadsOn.test(text.trim())) return text;
  return `${last.question.slice(0, 200)}\n${text}`;
}

/** A short follow-up to an objection answer; null where the message brings a subject of its own. */
function followed(
  text: string,
  earlier: readonly StoredTurn[],
  { index }: ConversationKnowledge,
): Answer | null {
  const topic = earlier.findLast((turn) => turn.answer?.topic)?.answer?.topic;
  const follow = topic ? followUpIn(text) : null;
  return topic && follow ? followObjection(follow, topic, index) : null;
}

const logit = (share: number): number => Math.log((share + 1e-3) / (1 - share + 1e-3));

// Weights of three witnesses, chosen on the tuning halves of the objection and the playbook questions:
// whose phrases are closer, how such messages are put in the cards, and in the examples of intents.
const closerWeight = 20;
const wordingWeight = 0.5;
const exampleWeight = 0.5;

function isObjection(message: string, { index, reader }: ConversationKnowledge): boolean {
  const { objection, playbook } = index.closest(message);
  const shares = new Map(reader.intents(message).map(({ label, share }) => [label, share]));
  const [asObjection, asQuestion] = [shares.get('objection') ?? 0, shares.get('playbook') ?? 0];
  const example = shares.size === 0 ? 0.5 : asObjection / (asObjection + asQuestion + 1e-6);
  return (
    closerWeight * (objection - playbook) +
      wordingWeight * logit(reader.objectionShare(message)) +
      exampleWeight * logit(example) >
    0
  );
}

const endsPractice = /(结束|退出|停止|不)(了)?练|(先)?(到这|不练了|练完了)|下次再练/;

/** A reply in a drill under way, the wish for a drill, or its end; null: nothing to do with one. */
function practised(
  message: string,
  intent: Intent | null,
  earlier: readonly StoredTurn[],
  { index, today }: ConversationKnowledge,
): Answer | null {
  const topic = earlier.at(-1)?.answer?.topic ?? null;
  const open = topic?.practice !== undefined && topic.practice.round <= 3;
  if (endsPractice.test(message) && (topic?.practice || intent === 'practice'))
    return endPractice();
  if (intent === 'practice') return startPractice(message, topic?.cardIds[0] ?? null, today, index);
  const leaves = intent !== null && intent !== 'record';
  return open && topic && !leaves ? answerPractice(message, topic, index) : null;
}

/** What is no task for a tool: an objection to answer, or a question to the playbooks. */
function spoken(
  message: string,
  text: string,
  earlier: readonly StoredTurn[],
  knowledge: ConversationKnowledge,
): Answer {
  const { index } = knowledge;
  const chosen = isObjection(message, knowledge) ? chooseObjections(message, index) : null;
  if (chosen) {
    const setting = { channel: channelIn(text), disc: discIn(text) };
    return answerObjection(chosen, setting, index);
  }
  return answerQuestion(withContext(message, earlier), 'playbook', index);
}

// Rules are sure of what they claim, examples know more ways of saying it: below this share of
// likelihood the examples do not overrule; chosen on the tuning half of the intents.
const sure = 0.5;

/** What a message wants: a refusal, the rules' word or the examples', whichever is surer. */
function intentOf(message: string, text: string, reader: MessageReader): Intent | null {
  const { intent } = understand(text);
  if (intent === 'unsafe') return intent;
  const [likeliest] = reader.intents(message);
  if (!likeliest || likeliest.share < sure) return intent;
  const read = likeliest.label as Intent;
  return read === 'objection' || read === 'playbook' ? null : read;
}

/** The reply to a message, given the turns before it; reads nothing but the knowledge. */
export function replyTo(
  message: string,
  earlier: readonly StoredTurn[],
  knowledge: ConversationKnowledge,
): Answer {
  const { index, reader } = knowledge;
  const form = formOfMessage(message);
  if (form !== 'readable') return unreadableReply(form);
  const text = index.normalise(message);
  const intent = intentOf(message, text, reader);
  const drill = practised(message, intent, earlier, knowledge);
  if (drill) return drill;
  const { refusal } = understand(text);
  if (refusal) return refusalReply(refusal);
  const follow = followed(text, earlier, knowledge);
  if (follow) return follow;
  if (intent === 'help') return helpReply();
  if (intent === 'out-of-scope') return outOfScopeReply();
  if (intent === 'unsafe') return refusalReply('unspecified');
  if (intent === null) return spoken(message, text, earlier, knowledge);
  return unavailableReply(intent) ?? spoken(message, text, earlier, knowledge);
}

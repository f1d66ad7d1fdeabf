import type { Answer } from '../../domain/conversation/answer.ts';
import { followUpIn } from '../../domain/conversation/follow-up.ts';
import { formOfMessage } from '../../domain/conversation/message-form.ts';
import { objectionLeaning } from '../../domain/conversation/objection-leaning.ts';
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
function followed(text: string, earlier: readonly StoredTurn[], index: PlaybookIndex) {
  const topic = earlier.findLast((turn) => turn.answer?.topic)?.answer?.topic;
  const follow = topic ? followUpIn(text) : null;
  if (!topic || !follow) return null;
  const other = chooseObjections(text, index);
  if (other.kind === 'found' && other.sure && !topic.cardIds.includes(other.cards[0].id))
    return null;
  return followObjection(follow, topic, index);
}

function isObjection(message: string, text: string, index: PlaybookIndex): boolean {
  const { objection, playbook } = index.closest(message);
  return objection + objectionLeaning(text) > playbook;
}

/** What is no task for a tool: an objection to answer, or a question to the playbooks. */
function spoken(
  message: string,
  text: string,
  earlier: readonly StoredTurn[],
  index: PlaybookIndex,
): Answer {
  const chosen = isObjection(message, text, index) ? chooseObjections(message, index) : null;
  if (chosen?.kind === 'found') {
    const setting = { channel: channelIn(text), disc: discIn(text) };
    return answerObjection(chosen.cards, setting, index);
  }
  return answerQuestion(withContext(message, earlier), 'playbook', index);
}

/** What a conversation stands on: the material, and a reader of what messages want. */
export interface ConversationKnowledge {
  readonly index: PlaybookIndex;
  readonly reader: MessageReader;
}

/** The reply to a message, given the turns before it; reads nothing but the knowledge. */
export function replyTo(
  message: string,
  earlier: readonly StoredTurn[],
  { index, reader }: ConversationKnowledge,
): Answer {
  const form = formOfMessage(message);
  if (form !== 'readable') return unreadableReply(form);
  const text = index.normalise(message);
  const { intent, refusal } = understand(text);
  if (refusal) return refusalReply(refusal);
  const follow = followed(text, earlier, index);
  if (follow) return follow;
  if (intent === 'help') return helpReply();
  if (intent === 'out-of-scope') return outOfScopeReply();
  if (intent === null) return spoken(message, text, earlier, index);
  return unavailableReply(intent) ?? spoken(message, text, earlier, index);
}

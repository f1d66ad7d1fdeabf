import type { Answer, Intent } from '../../domain/conversation/answer.ts';
import { followUpIn } from '../../domain/conversation/follow-up.ts';
import { orderIn } from '../../domain/conversation/intent-rules.ts';
import { formOfMessage } from '../../domain/conversation/message-form.ts';
import { objectionLeaning } from '../../domain/conversation/objection-leaning.ts';
import { channelIn, discIn, withoutAsides } from '../../domain/conversation/talk-cues.ts';
import { understand } from '../../domain/conversation/understand.ts';
import type { StoredTurn } from '../../ports/conversation-store.ts';
import { answerObjection } from '../answers/answer-objection.ts';
import { answerQuestion, materialOn } from '../answers/answer-question.ts';
import { chooseObjections } from '../answers/choose-objections.ts';
import {
  helpReply,
  outsideReply,
  refusalReply,
  unavailableReply,
  unreadableReply,
  vagueReply,
} from '../answers/standard-replies.ts';
import { answerPractice, endPractice, startPractice } from '../practice/practise.ts';
import type { ConversationKnowledge } from './conversation-knowledge.ts';
import { followed } from './followed.ts';
import { wishOf } from './wish.ts';

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

// Longer messages are not read at all.
const longestRead = 4000;

const logit = (share: number): number => Math.log((share + 1e-3) / (1 - share + 1e-3));

// Weights of the witnesses, fitted on the tuning halves of the objection and the playbook questions:
// whose phrases are closer, how such messages are put in the cards, and in the examples of intents.
const closerWeight = 11.7;
const wordingWeight = 0.23;
const exampleWeight = 0.22;
// Chosen on the tuning half of the dialogues: an objection is at hand, and the client goes on.
const talkingWeight = 1.5;

const talksOfObjection = (earlier: readonly StoredTurn[]): boolean =>
  earlier.at(-1)?.answer?.intent === 'objection';

function isObjection(
  message: string,
  said: string,
  talking: boolean,
  { index, reader }: ConversationKnowledge,
): boolean {
  const { objection, playbook } = index.closest(said);
  const shares = new Map(reader.intents(message).map(({ label, share }) => [label, share]));
  const kinds = reader.kinds(said);
  const [asObjection, asQuestion] = [shares.get('objection') ?? 0, shares.get('playbook') ?? 0];
  const example = shares.size === 0 ? 0.5 : asObjection / (asObjection + asQuestion + 1e-6);
  return (
    closerWeight * (objection - playbook) +
      wordingWeight * Math.log((kinds.objection + 1e-3) / (kinds.playbook + 1e-3)) +
      exampleWeight * logit(example) +
      objectionLeaning(message) +
      (talking ? talkingWeight : 0) >
    0
  );
}

const endsPractice = /(结束|退出|停止|不)(了)?练|(先)?(到这|不练了|练完了)|下次再练/;

const staysInDrill: ReadonlySet<Intent> = new Set(['record', 'unsafe', 'out-of-scope']);

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
  // Whatever is said to 您 is said to the client, also what must not be said.
  const leaves = intent !== null && !staysInDrill.has(intent) && !/您|咱/.test(message);
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
  const said = withoutAsides(text);
  const chosen = isObjection(text, said, talksOfObjection(earlier), knowledge)
    ? chooseObjections(said, index)
    : null;
  if (chosen) {
    const setting = { channel: channelIn(text), disc: discIn(text) };
    return answerObjection(chosen, setting, index, materialOn(said, knowledge));
  }
  const question = withContext(message, earlier);
  const says = index.termsOf(question).length > 0 || !/\p{Script=Han}/u.test(question);
  return says ? answerQuestion(question, 'playbook', knowledge) : vagueReply();
}

export type Reading =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** Something to be done with clients, drafts or alerts. */
  | { readonly kind: 'task'; readonly intent: Intent };

const answered = (answer: Answer): Reading => ({ kind: 'answered', answer });

/** What is wrong with a message before anyone asks what it wants, answered; null: it can be read. */
function turnedAway(message: string, text: string): Answer | null {
  const form = formOfMessage(message);
  if (form === 'readable') return null;
  const overrides = form === 'foreign' && understand(text).refusal === 'instruction-override';
  return overrides ? refusalReply('instruction-override') : unreadableReply(form);
}

/** What goes on from the turns before: a drill under way, or the objection at hand. */
function goesOn(
  message: string,
  text: string,
  intent: Intent | null,
  earlier: readonly StoredTurn[],
  knowledge: ConversationKnowledge,
): Answer | null {
  const { intent: byRule, refusal } = understand(text);
  // “换个委婉点的” goes on with the objection at hand, although a drill is asked for in like words.
  const drilling = earlier.at(-1)?.answer?.topic?.practice !== undefined;
  const follows = byRule !== 'practice' && !drilling && refusal === null && orderIn(text) === null;
  const follow = follows ? followed(text, earlier, knowledge) : null;
  return follow ?? practised(message, intent, earlier, knowledge);
}

const longestFragment = 14;

/** “微信上怎么回” where no answer is at hand to go on from: what is missing is asked for. */
function isFragment(text: string, { reader }: ConversationKnowledge): boolean {
  if (text.length > longestFragment || followUpIn(text) === null) return false;
  const [read] = reader.followUps(text);
  return read !== undefined && read.label !== 'none' && read.share > 0.6;
}

/** Reads a message, given the turns before it, and answers it where the knowledge alone can. */
export function readMessage(
  message: string,
  earlier: readonly StoredTurn[],
  knowledge: ConversationKnowledge,
): Reading {
  const text = knowledge.index.normalise(message.slice(0, longestRead));
  const away = turnedAway(message, text);
  if (away) return answered(away);
  const { intent, refusal } = wishOf(message, text, talksOfObjection(earlier), knowledge);
  const onward = goesOn(message, text, intent, earlier, knowledge);
  if (onward) return answered(onward);
  if (refusal) return answered(refusalReply(refusal));
  if (intent === 'help') return answered(helpReply());
  if (intent === 'out-of-scope') {
    const reply = isFragment(text, knowledge)
      ? vagueReply()
      : outsideReply(message, knowledge.index);
    return answered(reply);
  }
  if (intent === 'unsafe') return answered(refusalReply('unspecified'));
  if (intent === null) return answered(spoken(message, text, earlier, knowledge));
  return { kind: 'task', intent };
}

/** As `readMessage`, where no task is at hand: it then says what this version can't do. */
export function replyTo(
  message: string,
  earlier: readonly StoredTurn[],
  knowledge: ConversationKnowledge,
): Answer {
  const reading = readMessage(message, earlier, knowledge);
  return reading.kind === 'answered' ? reading.answer : unavailableReply(reading.intent);
}

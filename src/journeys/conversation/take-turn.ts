import type { Answer, Intent } from '../../domain/conversation/answer.ts';
import type { Step } from '../../domain/conversation/step.ts';
import { GuichaoError } from '../../domain/errors.ts';
import type { ConversationStore, PassageSnapshot } from '../../ports/conversation-store.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import { unavailableReply } from '../answers/standard-replies.ts';
import type { ConversationKnowledge } from './conversation-knowledge.ts';
import { type Reading, readMessage } from './reply-to.ts';
import type { Task, TaskRequest, Tasks } from './task.ts';

export interface Turn {
  readonly conversationId: string;
  readonly employeeId: string;
  readonly text: string;
  /** The client the question is about, where it was asked from a client's card. */
  readonly clientId?: string;
  /** Made by the sender where the same turn may arrive twice. */
  readonly turnId?: string;
  /** The turn whose card was pressed: what came after it does not count as said before. */
  readonly after?: string;
}

export interface TurnResult {
  readonly turnId: string;
  readonly answer: Answer;
}

export interface TurnWatch {
  readonly onStep?: (step: Step) => void;
  /** Ends the turn before its answer is kept; it is then stored as cancelled. */
  readonly signal?: AbortSignal;
}

function citedPassages({ citations }: Answer, index: PlaybookIndex): PassageSnapshot[] {
  const ids = new Set(citations.map((citation) => citation.passageId));
  return [...ids]
    .map((id) => index.passage(id))
    .filter((passage) => passage !== undefined)
    .map(({ id, text }) => ({ id, text }));
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new GuichaoError('cancelled', '这一句已取消。');
}

/** The answer of a model where it has one that stands, else the one made without it. */
export type AnswerFreely = (
  request: TaskRequest,
  offline: Answer,
  watch: TurnWatch,
) => Promise<Answer>;

/** What a turn works with: the material, the conversations, and the tasks of the parts at hand. */
export interface TurnParts extends ConversationKnowledge {
  readonly conversations: ConversationStore;
  readonly tasks?: Tasks;
  /** Where a model is configured. */
  readonly freely?: AnswerFreely;
}

/** Read by its words alone, which a client's name may overrule. */
const spoken: readonly Intent[] = ['objection', 'playbook', 'out-of-scope', 'clients', 'product'];
// 金卡的有谁, 四十天没联系的有哪些: whoever knows the book's words knows better what is meant.
const looked: readonly Intent[] = [...spoken, 'help', 'client', 'worklist', 'alerts'];

/** The tasks that may take a message over from what its words alone say; a refusal or a drill stays. */
function claimants(reading: Reading, { record, client, clients }: Tasks): (Task | undefined)[] {
  if (reading.kind === 'answered' && /refused|practice/.test(reading.answer.kind)) return [];
  const intent = reading.kind === 'task' ? reading.intent : reading.answer.intent;
  if (spoken.includes(intent)) return [record, client, clients];
  return looked.includes(intent) ? [client, clients] : [];
}

async function claimedBy(
  reading: Reading,
  request: TaskRequest,
  tasks: Tasks,
): Promise<Task | null> {
  for (const task of claimants(reading, tasks)) {
    if (task && (await task.claims?.(request))) return task;
  }
  return null;
}

/** What an open task takes for itself comes first, then what the message asks for. */
async function offlineAnswerTo(request: TaskRequest, tasks: Tasks): Promise<Answer> {
  const { text, earlier, knowledge } = request;
  const open = earlier.at(-1)?.answer?.topic?.task;
  const taken = open ? await tasks[open.intent]?.follow?.(request, open.state) : null;
  if (taken) return taken;
  for (const task of [tasks.draft, tasks.check, tasks.clients]) {
    if (task && (await task.commands?.(request))) return task.run(request);
  }
  const reading = readMessage(text, earlier, knowledge);
  const claimed = await claimedBy(reading, request, tasks);
  if (claimed) return claimed.run(request);
  if (reading.kind === 'answered') {
    const { answer } = reading;
    const more = answer.kind === 'refused' ? await tasks.draft?.declines?.(request, answer) : null;
    return more ?? answer;
  }
  const task = tasks[reading.intent];
  return task ? task.run(request) : unavailableReply(reading.intent);
}

// Where the rules could not read what to look for, a model may find words for it.
const lookUps: ReadonlySet<Answer['intent']> = new Set([
  'client',
  'clients',
  'product',
  'alerts',
  'worklist',
]);

/** Whether a message is in free words: what buttons and rules are sure of is answered by them alone. */
function isFree({ text, earlier, knowledge }: TaskRequest, answer: Answer): boolean {
  const { kind, intent, topic, card } = answer;
  if (lookUps.has(intent)) return kind === 'clarify' && card.actions.length === 0;
  if (intent !== 'objection' && intent !== 'playbook') return false;
  if (topic?.practice !== undefined || !['answer', 'no-evidence'].includes(kind)) return false;
  // What the material only names is told in so many words, and a further word on a card is the card's.
  if (kind === 'no-evidence' && topic !== null) return false;
  const before = earlier.at(-1)?.answer?.topic?.cardIds[0];
  if (before !== undefined && before === topic?.cardIds[0]) return false;
  return !knowledge.index.cards().some(({ title }) => title === text.trim());
}

async function answerTo(
  request: TaskRequest,
  { tasks = {}, freely }: TurnParts,
  watch: TurnWatch,
): Promise<Answer> {
  const answer = await offlineAnswerTo(request, tasks);
  return freely && isFree(request, answer) ? freely(request, answer, watch) : answer;
}

/** One turn: the question is stored before it is worked on, the answer before it is shown. */
export async function takeTurn(
  turn: Turn,
  parts: TurnParts,
  watch: TurnWatch = {},
): Promise<TurnResult> {
  const { onStep, signal } = watch;
  const { index, conversations } = parts;
  const { text, clientId = null, after, ...start } = turn;
  const turnId = await conversations.begin({ ...start, question: text });
  try {
    onStep?.('received');
    const recent = await conversations.recent(turn.conversationId, 7, after);
    stopIfCancelled(signal);
    onStep?.('search');
    const earlier = recent.filter((other) => other.turnId !== turnId);
    const { conversationId, employeeId } = turn;
    const request = {
      text,
      clientId,
      turnId,
      conversationId,
      employeeId,
      earlier,
      knowledge: parts,
    };
    const answer = await answerTo(request, parts, watch);
    stopIfCancelled(signal);
    onStep?.('keep');
    await conversations.finish(turnId, answer, index.version, citedPassages(answer, index));
    return { turnId, answer };
  } catch (error) {
    const cancelled = error instanceof GuichaoError && error.code === 'cancelled';
    // Where the store itself failed this fails too; the next start finds the turn and reports it.
    await conversations.giveUp(turnId, cancelled ? 'cancelled' : 'failed').catch(() => {});
    throw error;
  }
}

import type { Answer } from '../../domain/conversation/answer.ts';
import type { Step } from '../../domain/conversation/step.ts';
import { type AnswerFault, modelAnswerFaults } from '../../domain/knowledge/model-answer-faults.ts';
import { readModelAnswer } from '../../domain/knowledge/read-model-answer.ts';
import { SlotVault } from '../../domain/masking/slot-vault.ts';
import type { ModelMessage, ModelOutcome } from '../../ports/language-model.ts';
import type { ModelRun } from '../../ports/model-log.ts';
import type { TaskRequest } from '../conversation/task.ts';
import { alertTools } from './alert-tools.ts';
import { clientTools } from './client-tools.ts';
import type { FreeTurn, FreeTurnParts } from './free-turn-parts.ts';
import { judgeLine } from './judge-line.ts';
import { knowledgeTools, passagesFor } from './knowledge-tools.ts';
import { earlierTalk, learnNames, maskedTalk } from './mask-talk.ts';
import { shownAnswer } from './shown-answer.ts';
import { TurnSources } from './turn-sources.ts';

export interface FreeTurnWatch {
  readonly onStep?: ((step: Step) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

async function openTurn(request: TaskRequest, parts: FreeTurnParts): Promise<FreeTurn> {
  const vault = new SlotVault(parts.newToken);
  const { employeeId, turnId } = request;
  const [reader, products] = await Promise.all([
    parts.book.for({ employeeId }, { turnId }),
    parts.products.all(),
  ]);
  return {
    request,
    parts,
    vault,
    reader,
    sources: new TurnSources(vault),
    actions: [],
    clientIds: new Set(),
    productNames: products.map(({ name }) => name),
  };
}

/** The question with the best passages already beside it: small models answer in one step. */
function questionFor(turn: FreeTurn): string {
  const { text } = turn.request;
  const found = passagesFor(text, turn).map((passage) => turn.sources.addPassage(passage));
  const material = found.length === 0 ? '（课程里没有找到相近的。）' : found.join('\n\n');
  return `${maskedTalk(text, turn)}\n\n先查到的资料：\n${material}`;
}

const says = (faults: readonly AnswerFault[]): string =>
  [...new Set(faults.map(({ say }) => `- ${say}`))].slice(0, 12).join('\n');

/** Lines to say go through the compliance check as they would be said. */
function lineFaults(text: string, turn: FreeTurn): AnswerFault[] {
  const lines = readModelAnswer(text).filter(({ kind }) => kind === 'line');
  return lines.flatMap(({ sentences }) => {
    const said = turn.vault.fill(sentences.map((one) => one.text).join(''));
    const { clear, reasons } = judgeLine(said, turn);
    if (clear) return [];
    const say = `这句不能对客户说：${turn.vault.mask(reasons.join('') || said)}`;
    return [{ kind: 'compliance', say } as const];
  });
}

type Judged =
  | { readonly kind: 'shown'; readonly answer: Answer }
  | { readonly kind: 'faulty'; readonly faults: readonly AnswerFault[] };

function judged(text: string, offline: Answer, turn: FreeTurn): Judged {
  const blocks = readModelAnswer(text);
  const setting = {
    sources: turn.sources.shown,
    question: maskedTalk(turn.request.text, turn),
    names: turn.productNames,
    isSlot: (slot: string) => turn.vault.holds(slot),
  };
  const faults = [...modelAnswerFaults(text, blocks, setting), ...lineFaults(text, turn)];
  const cited = blocks.some(({ sentences }) => sentences.some((one) => one.handles.length > 0));
  if (faults.length > 0) return { kind: 'faulty', faults };
  const answer = cited ? shownAnswer(blocks, offline, turn) : null;
  if (answer) return { kind: 'shown', answer };
  return { kind: 'faulty', faults: [{ kind: 'no-source', say: '没有一句话写了出处' }] };
}

// One repair of what is not grounded; what may not be said to a client gets one more.
const mostRounds = { grounding: 2, compliance: 3 };

function mayRepair(round: number, faults: readonly AnswerFault[]): boolean {
  const words = faults.every(({ kind }) => kind === 'compliance');
  return round < (words ? mostRounds.compliance : mostRounds.grounding);
}

async function keep(
  { use }: ModelOutcome,
  outcome: ModelRun['outcome'],
  faults: readonly AnswerFault[],
  { request, parts }: FreeTurn,
): Promise<void> {
  const { turnId, employeeId } = request;
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  await parts.log.append({ ...use, turnId, employeeId, outcome, faults: kinds });
}

async function talk(turn: FreeTurn, offline: Answer, signal: AbortSignal): Promise<Answer | null> {
  const { request, parts, vault } = turn;
  const tools = [...knowledgeTools(turn), ...clientTools(turn), ...alertTools(turn)];
  const messages: ModelMessage[] = [
    ...earlierTalk(turn),
    { role: 'user', text: questionFor(turn) },
  ];
  for (let round = 1; ; round++) {
    const outcome = await parts.model.converse({
      caller: { employeeId: request.employeeId },
      prompt: { id: 'free-turn', inputs: { today: request.knowledge.today } },
      messages,
      tools,
      personalIn: (text) => vault.personalIn(text),
      signal,
    });
    if (outcome.kind === 'failed') {
      await keep(outcome, outcome.why, [], turn);
      return null;
    }
    const result = judged(outcome.text, offline, turn);
    if (result.kind === 'shown') {
      await keep(outcome, 'shown', [], turn);
      return result.answer;
    }
    await keep(outcome, 'rejected', result.faults, turn);
    if (signal.aborted || !mayRepair(round, result.faults)) return null;
    // Buttons of an answer that was thrown away go with it.
    turn.actions.length = 0;
    const inputs = { faults: says(result.faults), sources: turn.sources.all().slice(0, 12_000) };
    messages.push(
      { role: 'assistant', text: vault.maskOwn(outcome.text).slice(0, 4000) },
      { role: 'user', prompt: { id: 'repair', inputs } },
    );
  }
}

/** Only what the playbooks alone can't answer and a client's record may is asked beyond them. */
async function beyondTheMaterial(turn: FreeTurn): Promise<boolean> {
  const { clientId, text } = turn.request;
  return clientId !== null || (await turn.reader.namedIn(text)).length > 0;
}

/**
 * A question in free words, answered by the model as far as what it says stands on what was looked
 * up; else the answer that was made without it.
 */
export async function answerFreely(
  request: TaskRequest,
  offline: Answer,
  parts: FreeTurnParts,
  { onStep, signal }: FreeTurnWatch = {},
): Promise<Answer> {
  const deadline = AbortSignal.timeout(parts.turnMs);
  const turn = await openTurn(request, parts);
  if (offline.kind === 'no-evidence' && !(await beyondTheMaterial(turn))) return offline;
  onStep?.('write');
  const said = [request.text, ...request.earlier.map(({ question }) => question)].join('\n');
  await learnNames(said, turn);
  const answer = await talk(turn, offline, signal ? AbortSignal.any([signal, deadline]) : deadline);
  return answer ?? offline;
}

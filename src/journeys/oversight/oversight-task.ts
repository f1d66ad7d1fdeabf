import { textCard } from '../../domain/card/card.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { draftChannelIn } from '../../domain/outreach/draft-words.ts';
import {
  asksForLog,
  asksOwnBlocks,
  meansAll,
  type OversightWish,
  oversightIn,
} from '../../domain/outreach/oversight-words.ts';
import { periodIn } from '../../domain/outreach/period-words.ts';
import type { DirectoryEntry } from '../../ports/employee-directory.ts';
import type { Task, TaskRequest } from '../conversation/task.ts';
import {
  byBranchAnswer,
  byRuleAnswer,
  entryAnswer,
  exportAnswer,
  type LogLook,
  listAnswer,
  revealAnswer,
  rowsShown,
} from './log-answers.ts';
import type { Eyes } from './log-view.ts';
import type { OversightParts } from './oversight-parts.ts';
import { tryRules } from './try-rules.ts';

const mostExported = 1000;

const oversees = ({ role }: DirectoryEntry): boolean => role === 'compliance' || role === 'auditor';

interface Scene {
  readonly request: TaskRequest;
  readonly parts: OversightParts;
  readonly staff: ReadonlyMap<string, DirectoryEntry>;
  readonly eyes: Eyes;
}

const settingOf = ({ staff, parts }: Scene) => ({ staff, timezone: parts.timezone });

const refuse = (words: string): Answer =>
  answerWith({ kind: 'refused', intent: 'check', card: textCard(words) });

const clarify = (words: string): Answer =>
  answerWith({ kind: 'clarify', intent: 'check', card: textCard(words) });

/** Names a branch or somebody of the staff? Then theirs alone. */
function employeesIn(text: string, { staff, eyes, request }: Scene): readonly string[] | undefined {
  if (eyes === 'own') return [request.employeeId];
  const named = [...staff.values()].filter(
    ({ name, branch, employeeId }) =>
      text.includes(name) ||
      text.includes(branch) ||
      new RegExp(`(?<!\\d)${employeeId}(?!\\d)`).test(text),
  );
  return named.length === 0 ? undefined : named.map(({ employeeId }) => employeeId);
}

function lookFor(text: string, before: LogLook | null, scene: Scene): LogLook {
  // Said alone it goes on from the list before; with days or a rule of its own it is a new question.
  const bare = /^((按|照)(规则|支行|网点)(统计|看|分|汇总)?|导出(成)?(表格?|csv)?)$/i;
  if (before !== null && bare.test(text.trim())) return { ...before, offset: 0 };
  const { from, to, words } = periodIn(text, scene.parts.now().day);
  const rule = /[A-Z]{2}-\d{2}/i.exec(text)?.[0].toUpperCase();
  const channel = draftChannelIn(text.replace(/消息|信息/g, ''));
  const employeeIds = employeesIn(text, scene);
  return {
    query: {
      from,
      to,
      blocked: !meansAll(text),
      ...(rule === undefined ? {} : { rule }),
      ...(channel === null ? {} : { channel }),
      ...(employeeIds === undefined ? {} : { employeeIds }),
    },
    words,
    offset: 0,
    eyes: scene.eyes,
  };
}

/** What an officer looks at is logged before it is shown. */
async function logLook(
  { request, parts, eyes }: Scene,
  action: 'outreach-search' | 'outreach-export' | 'outreach-reveal',
  fields: readonly string[],
  clientIds: readonly string[] = [],
): Promise<void> {
  if (eyes === 'own') return;
  const { employeeId, turnId } = request;
  await parts.lookUps.append({ employeeId, systemUser: null, turnId, action, clientIds, fields });
}

const told = ({ query }: LogLook): string => JSON.stringify(query);

async function list(look: LogLook, scene: Scene): Promise<Answer> {
  await logLook(scene, 'outreach-search', [told(look)]);
  const page = { limit: rowsShown, offset: look.offset };
  return listAnswer(look, await scene.parts.log.search(look.query, page), settingOf(scene));
}

async function tally(kind: 'by-rule' | 'by-branch', look: LogLook, scene: Scene): Promise<Answer> {
  await logLook(scene, 'outreach-search', [told(look), kind]);
  const tallied = await scene.parts.log.tally(look.query);
  return kind === 'by-rule'
    ? byRuleAnswer(look, tallied)
    : byBranchAnswer(look, tallied, scene.staff);
}

async function download(look: LogLook, scene: Scene): Promise<Answer> {
  await logLook(scene, 'outreach-export', [told(look)]);
  const found = await scene.parts.log.search(look.query, { limit: mostExported, offset: 0 });
  return exportAnswer(look, found, scene.staff);
}

const noEntry = '没有这一条留痕，请核对号码；列表的第一列就是号。';

async function one(position: number, scene: Scene): Promise<Answer> {
  const { parts, request, eyes } = scene;
  const entry = await parts.log.entry(position);
  const visible = entry !== null && (eyes === 'masked' || entry.employeeId === request.employeeId);
  if (!visible) return clarify(noEntry);
  await logLook(scene, 'outreach-search', [`entry:${position}`]);
  const history = await parts.log.history(entry.draftId);
  return entryAnswer(entry, history, eyes, settingOf(scene));
}

async function reveal(position: number, caseNumber: string, scene: Scene): Promise<Answer> {
  if (caseNumber.length < 3)
    return clarify(`揭示客户要写案号，一次一条，例如：揭示 ${position} 案号：XB-2026-001。`);
  const entry = await scene.parts.log.entry(position);
  if (entry === null) return clarify(noEntry);
  const fields = [`entry:${position}`, `case:${caseNumber}`];
  await logLook(scene, 'outreach-reveal', fields, [entry.clientId]);
  return revealAnswer(entry, caseNumber);
}

function answer(wish: OversightWish, before: LogLook | null, scene: Scene): Promise<Answer> {
  const look = lookFor(scene.request.text, before, scene);
  switch (wish.kind) {
    case 'list':
      return list(look, scene);
    case 'by-rule':
    case 'by-branch':
      return tally(wish.kind, look, scene);
    case 'export':
      return download(look, scene);
    case 'entry':
      return one(wish.position, scene);
    case 'reveal':
      return reveal(wish.position, wish.caseNumber, scene);
    case 'try':
      return tryRules(wish.trial, scene.parts);
  }
}

const notYours =
  '触达留痕只供合规和审计查。您自己被拦的，说“我上周被拦了哪些”；要发的话，贴给我查。';

/** The log of outreach for who oversees it, beside the check of a text: 「上周拦了哪些」. */
export function oversightTask(
  check: Task,
  open: (request: TaskRequest) => Promise<OversightParts>,
): Task {
  const sceneOf = async (request: TaskRequest): Promise<Scene> => {
    const parts = await open(request);
    const all = await parts.employees.all();
    const staff = new Map(all.map((one) => [one.employeeId, one]));
    const me = staff.get(request.employeeId);
    return { request, parts, staff, eyes: me && oversees(me) ? 'masked' : 'own' };
  };
  const run = async (request: TaskRequest, before: LogLook | null): Promise<Answer> => {
    const scene = await sceneOf(request);
    const wish = oversightIn(request.text);
    if (scene.eyes === 'masked' && wish !== null) return answer(wish, before, scene);
    if (asksOwnBlocks(request.text)) return list(lookFor(request.text, null, scene), scene);
    if (wish?.kind === 'entry') return one(wish.position, scene);
    return wish === null ? check.run(request) : refuse(notYours);
  };
  return {
    ...check,
    run: (request) => run(request, null),
    commands: async (request) => {
      if (asksOwnBlocks(request.text)) return true;
      const wish = oversightIn(request.text);
      if (wish === null) return false;
      if (asksForLog(request.text)) return true;
      const me = await (await open(request)).employees.find(request.employeeId);
      return me !== null && oversees(me);
    },
    follow: async (request, state) => {
      const { look } = (state ?? {}) as { look?: LogLook };
      if (look === undefined) return (await check.follow?.(request, state)) ?? null;
      if (/^(下一页|更多|往下)[。]?$/.test(request.text.trim()))
        return list({ ...look, offset: look.offset + rowsShown }, await sceneOf(request));
      return oversightIn(request.text) === null ? null : run(request, look);
    },
  };
}

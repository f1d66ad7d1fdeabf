import type { Action, Section } from '../../domain/card/card.ts';
import { type Answer, answerWith } from '../../domain/conversation/answer.ts';
import { taskTopic } from '../../domain/conversation/topic.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import { smsCsv } from '../../domain/outreach/sms-export.ts';
import { shownDraft } from './answer-draft.ts';
import { current, recordSent } from './change-draft.ts';
import type { DraftingParts } from './drafting-parts.ts';

/** Drafts to several clients, gone through one by one; kept with the answer as plain JSON. */
export interface Run {
  readonly drafts: readonly { readonly draftId: string; readonly name: string }[];
  /** The place of the one that is shown. */
  readonly at: number;
  /** For whom nothing was written, and why. */
  readonly left: readonly { readonly name: string; readonly reason: string }[];
}

const text = (words: string, label: string | null = null): Section => ({
  label,
  note: null,
  parts: [{ kind: 'text', text: words }],
});

function list(label: string, items: readonly string[]): Section[] {
  if (items.length === 0) return [];
  return [{ label, note: null, parts: [{ kind: 'list', ordered: false, items }] }];
}

const leftSection = ({ left }: Run): Section[] =>
  list(
    `没写的 ${left.length} 位`,
    left.map(({ name, reason }) => `${name}：${reason}`),
  );

async function draftsOf(
  { drafts }: Run,
  employeeId: string,
  parts: DraftingParts,
): Promise<Draft[]> {
  const found = await Promise.all(
    drafts.map(({ draftId }) => parts.drafts.find(employeeId, draftId)),
  );
  return found.filter((one) => one !== null).map((one) => current(one, parts));
}

const ask = (label: string): Action => ({ label, do: 'ask', text: label });

function summaryActions(drafts: readonly Draft[]): Action[] {
  const approved = drafts.filter(({ state }) => state.status === 'approved');
  const sms = approved.filter(({ channel }) => channel === 'sms');
  const save: Action = {
    label: `导出 ${sms.length} 条给短信平台`,
    do: 'save',
    name: 'sms.csv',
    content: smsCsv(sms),
  };
  return [
    ...(sms.length > 0 ? [save] : []),
    ...(approved.length > 0 ? [ask('都已发送')] : []),
    ask('我的草稿'),
  ];
}

const outcomes = [
  ['approved', '已采用'],
  ['submitted', '等主管审'],
  ['sent-recorded', '已登记发送'],
  ['drafted', '没有采用'],
  ['discarded', '弃用'],
] as const;

/** What is not exported but copied or said: each approved text below its client's name. */
function textsToTake(drafts: readonly Draft[], nameOf: ReadonlyMap<string, string>): Section[] {
  return drafts
    .filter(({ state, channel }) => state.status === 'approved' && channel !== 'sms')
    .map(({ draftId, text: words }) => ({
      label: nameOf.get(draftId) ?? null,
      note: null,
      parts: [{ kind: 'line', text: words, marks: [] }],
    }));
}

/** How a run stands: what was approved, what is left, for whom nothing was written. */
export async function runSummary(
  run: Run,
  said: string,
  employeeId: string,
  parts: DraftingParts,
): Promise<Answer> {
  const drafts = await draftsOf(run, employeeId, parts);
  const nameOf = new Map(run.drafts.map(({ draftId, name }) => [draftId, name]));
  const lines = outcomes.flatMap(([status, label]) => {
    const names = drafts
      .filter(({ state }) => state.status === status)
      .map(({ draftId }) => nameOf.get(draftId) ?? '');
    return names.length === 0 ? [] : [`${label} ${names.length} 条：${names.join('、')}`];
  });
  return answerWith({
    kind: 'draft',
    intent: 'draft',
    card: {
      title: `这一批 ${run.drafts.length} 条`,
      sections: [
        text(said),
        ...list('结果', lines),
        ...textsToTake(drafts, nameOf),
        ...leftSection(run),
      ],
      folded: [],
      actions: summaryActions(drafts),
      citations: [],
    },
    topic: taskTopic('draft', { run: { ...run, at: run.drafts.length } }),
    data: { clientIds: drafts.map(({ clientId }) => clientId) },
  });
}

/** The draft of a run that is at hand, with what was just done said above it. */
export function shownInRun(run: Run, draft: Draft, said: string): Answer {
  const name = run.drafts[run.at]?.name ?? '';
  const progress = `第 ${run.at + 1}/${run.drafts.length} 条　${name}`;
  const answer = shownDraft(draft, { run: progress });
  const { card } = answer;
  const sections = [...(said === '' ? [] : [text(said)]), ...card.sections];
  const folded = [...card.folded, ...(run.at === 0 ? leftSection(run) : [])];
  return answerWith({
    kind: 'draft',
    intent: 'draft',
    card: { ...card, sections, folded },
    topic: taskTopic('draft', { draftId: draft.draftId, textHash: draft.state.textHash, run }),
    data: answer.data,
  });
}

/** Goes on to the next draft of a run that nobody has decided on, or ends it. */
export async function nextInRun(
  run: Run,
  said: string,
  employeeId: string,
  parts: DraftingParts,
): Promise<Answer> {
  for (let at = run.at + 1; at < run.drafts.length; at++) {
    const draft = await parts.drafts.find(employeeId, run.drafts[at]?.draftId ?? '');
    if (draft === null) continue;
    const now = current(draft, parts);
    if (now.state.status === 'drafted') return shownInRun({ ...run, at }, now, said);
  }
  return runSummary(run, said, employeeId, parts);
}

/** Records all approved texts of a run as sent: one press for what went out together. */
export async function allSent(run: Run, employeeId: string, parts: DraftingParts): Promise<Answer> {
  const drafts = await draftsOf(run, employeeId, parts);
  let recorded = 0;
  for (const { draftId, state } of drafts) {
    if (state.status !== 'approved') continue;
    const changed = await recordSent({ employeeId, draftId }, parts);
    if (changed.kind === 'changed') recorded++;
  }
  const said =
    recorded === 0
      ? '没有等着登记的：先采用，发出去以后再登记。'
      : `已登记发送 ${recorded} 条，都记进了客户的联系记录。`;
  return runSummary(run, said, employeeId, parts);
}

import type { Action, Card, Part, Section } from '../../domain/card/card.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import { isMarketing, purposeNames } from '../../domain/outreach/purpose.ts';
import { smsCsv } from '../../domain/outreach/sms-export.ts';
import { withSupervisorsLook } from '../../domain/outreach/supervision.ts';
import { verdictNames } from './check-message.ts';

const channelNames = { sms: '短信', wechat: '企业微信', call: '电话' } as const;

function section(label: string | null, ...parts: Part[]): Section {
  return { label, note: null, parts };
}

function faultsIn({ check }: Draft, categories: readonly string[]): string | null {
  const found = check.findings.filter(
    ({ severity, category }) => severity !== 'warn' && categories.includes(category),
  );
  return found.length === 0
    ? null
    : found.map(({ title, rule }) => `${title}（${rule}）`).join('；');
}

function marks(draft: Draft, word: string): string {
  const found = draft.citations.filter(
    ({ origin, heading }) => origin === 'record' && heading.startsWith(word),
  );
  return found.map(({ n }) => `[${n}]`).join('');
}

function suitability(draft: Draft): string[][] {
  if (draft.productId === null) return [];
  const fault = faultsIn(draft, ['unsuitable', 'expired_assessment']);
  const sources = `${marks(draft, '风险测评')}${marks(draft, '产品表')}`;
  return [['适当性', fault ?? `产品等级不高于客户的测评等级，测评在有效期内${sources}`]];
}

/** What was checked, row by row, in the words of the style guide. */
function checkRows(draft: Draft): string[][] {
  const { purpose, channel } = draft;
  const marketing = isMarketing(purpose);
  const kind = marketing
    ? '营销：要授权、要素和退订方式'
    : '服务：没有产品、没有权益，不需要营销授权和退订语';
  const identity = channel === 'sms' ? '签名在最前，写了姓名和工号' : '报了银行、姓名和工号';
  const consent = marketing
    ? `客户同意在${channelNames[channel]}接收营销，没有撤回${marks(draft, '授权')}`
    : '服务类，不需要营销授权';
  return [
    ['类别', faultsIn(draft, ['hidden_marketing']) ?? kind],
    ['身份', faultsIn(draft, ['missing_identity']) ?? identity],
    ['隐私', faultsIn(draft, ['privacy_leak']) ?? '没有金额、余额、证件号和卡号'],
    ['授权', faultsIn(draft, ['no_consent', 'missing_optout']) ?? consent],
    ...suitability(draft),
    ['时间', draft.timing],
    ...otherFaults(draft),
  ];
}

const told = new Set([
  'hidden_marketing',
  'missing_identity',
  'privacy_leak',
  'no_consent',
  'missing_optout',
  'unsuitable',
  'expired_assessment',
]);

function otherFaults({ check }: Draft): string[][] {
  return check.findings
    .filter(({ severity, category }) => severity !== 'warn' && !told.has(category))
    .map(({ title, reason, rule }) => ['用语', `${title}：${reason}（${rule}）`]);
}

const howToSend = {
  sms: '走行内短信平台，签名要报备过；不要用个人手机发带【】签名的短信。',
  wechat: '复制到企业微信客户联系里发；不用个人微信。',
  call: '照着说，先确认接电话的是本人；不是本人，只说请他回电。',
} as const;

const otherChannels = {
  sms: ['换成企业微信', '换成电话'],
  wechat: ['换成短信', '换成电话'],
  call: ['换成短信', '换成企业微信'],
} as const;

const ask = (label: string): Action => ({ label, do: 'ask', text: label });

/** What to do with an approved text: sent, and how it got out. */
function approvedActions(draft: Draft): Action[] {
  const { channel, draftId } = draft;
  if (channel === 'call') return [ask('打通了'), ask('没接'), ask('弃用')];
  const save: Action[] =
    channel === 'sms'
      ? [
          {
            label: '导出给短信平台',
            do: 'save',
            name: `sms-${draftId.slice(0, 8)}.csv`,
            content: smsCsv([draft]),
          },
        ]
      : [];
  return [ask('已发送'), ...save, ask('弃用')];
}

/** In a run the next draft comes after a press, so nothing is copied then. */
function approval({ check, supervision, channel }: Draft, inRun: boolean): Action[] {
  if (withSupervisorsLook(check).verdict !== 'clear') return [];
  if (supervision !== null) return [ask('送主管审')];
  if (check.verdict !== 'clear') return [];
  return channel === 'wechat' && !inRun
    ? [{ label: '采用并复制', do: 'ask', text: '采用', copies: true }]
    : [ask('采用')];
}

/** In a run of drafts the next one is a press away, and whatever else is said in words. */
function draftedActions(draft: Draft, inRun: boolean): Action[] {
  const { channel, shorter, variants, text, purpose } = draft;
  const edit: Action[] = isMarketing(purpose)
    ? []
    : [{ label: '改一改', do: 'ask', text: `改成：${text}`, edit: true }];
  return [
    ...approval(draft, inRun),
    ...(inRun ? [ask('跳过')] : []),
    ...(shorter !== null && shorter !== text ? [ask('更短')] : []),
    ...(variants.length > 0 ? [ask('换语气')] : []),
    ...edit,
    ...(inRun ? [ask('先到这')] : [...otherChannels[channel].map(ask), ask('弃用')]),
  ];
}

function actionsOf(draft: Draft, inRun: boolean): Action[] {
  switch (draft.state.status) {
    case 'approved':
      return approvedActions(draft);
    case 'submitted':
      return [ask('弃用')];
    case 'drafted':
      return draftedActions(draft, inRun);
    default:
      return [];
  }
}

function lengthOf({ check }: Draft): string {
  return check.sms ? `${check.sms.units} 字符，${check.sms.segments} 条计费。` : '';
}

const statusNames = {
  drafted: '',
  submitted: '（等主管审）',
  approved: '（已采用，待发送）',
  'sent-recorded': '（已登记发送）',
  discarded: '（已弃用）',
  expired: '（已过期）',
} as const;

function sources(draft: Draft): Section[] {
  if (draft.citations.length === 0) return [];
  const items = draft.citations.map(
    ({ n, document, heading, quote }) =>
      `${[document, heading].filter(Boolean).join(' · ')}：${quote} [${n}]`,
  );
  return [section('依据', { kind: 'list', ordered: false, items })];
}

const supervisionNames = { needed: '', waiting: '等主管审', approved: '主管已同意' } as const;

/** What a supervisor has to do with it, or did. */
function supervisionLines({ supervision }: Draft): string[] {
  if (supervision === null) return [];
  const { state, reasons, note, by } = supervision;
  const why = reasons.map((reason) => `要主管审的原因：${reason}`);
  if (state === 'returned') return [`主管（${by}）退回：${note ?? '没有写原因'}`, ...why];
  const name = supervisionNames[state];
  return name === '' ? why : [`${name}${by === null ? '' : `（${by}）`}。`, ...why];
}

/** Only said where it is no hour to contact clients; else it stands among what was checked. */
function lateLine({ timing, state }: Draft): string[] {
  const waits = state.status === 'drafted' || state.status === 'submitted';
  return waits && !timing.includes('，在可联系时段') ? [timing] : [];
}

function verdictLine(draft: Draft): string {
  const { check, purpose } = draft;
  const kind = isMarketing(purpose) ? '营销，有授权' : '服务提醒';
  const what = check.verdict === 'clear' ? `（${kind}；身份、隐私、要素都查过）` : '';
  return `${lengthOf(draft)}${verdictNames[check.verdict]}${what}，不等于审批。`;
}

export interface DraftSetting {
  /** Of a run of drafts: 「第 3/12 条」 and for whom. */
  readonly run?: string;
  /** For whom, where nobody has just said so. */
  readonly title?: string;
  /** Instead of the writer's actions. */
  readonly actions?: readonly Action[];
}

/** A draft as a card: the text to copy, its length and verdict, how to send it; the check row by row. */
export function draftCard(draft: Draft, { run, title, actions }: DraftSetting = {}): Card {
  const { purpose, channel, text, check, state, shorter, remarks } = draft;
  const status = statusNames[state.status];
  const name = `${purposeNames[purpose]}·${channelNames[channel]}${status}`;
  const short =
    shorter !== null && shorter !== text && state.status === 'drafted'
      ? [section('更短版', { kind: 'line', text: shorter, marks: [] })]
      : [];
  const lines = [...supervisionLines(draft), ...lateLine(draft), ...remarks];
  const said =
    lines.length > 0 ? [section(null, { kind: 'list', ordered: false, items: lines })] : [];
  const table = section(null, {
    kind: 'table',
    head: ['规则检查', '结果'],
    rows: checkRows(draft),
  });
  const how = section('怎么发', { kind: 'text', text: howToSend[channel] });
  const approved = state.status === 'approved';
  // Where nothing is wrong the text and what to do next come first, on a phone too.
  const clear = check.verdict === 'clear';
  return {
    title: [run ?? title, name].filter(Boolean).join('　'),
    sections: [
      section(null, { kind: 'line', text, marks: [] }),
      section(null, { kind: 'text', text: verdictLine(draft) }),
      ...(clear ? [] : [table]),
      ...(approved ? [how] : []),
      ...said,
    ],
    folded: [...(clear ? [table] : []), ...(approved ? [] : [how]), ...short, ...sources(draft)],
    actions: actions ?? actionsOf(draft, run !== undefined),
    citations: draft.citations,
  };
}

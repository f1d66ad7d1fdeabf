import type { Action, Card, Part, Section } from '../../domain/card/card.ts';
import type { Draft } from '../../domain/outreach/draft.ts';
import { isMarketing, purposeNames } from '../../domain/outreach/purpose.ts';
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

function actionsOf({ channel, check, shorter, variants, state, text }: Draft): Action[] {
  const ask = (label: string): Action => ({ label, do: 'ask', text: label });
  if (state.status === 'approved') return [ask('已发送'), ask('弃用')];
  if (state.status !== 'drafted') return [];
  return [
    ...(check.verdict === 'clear' ? [ask('采用')] : []),
    ...(shorter !== null && shorter !== text ? [ask('更短')] : []),
    ...(variants.length > 0 ? [ask('换语气')] : []),
    ...otherChannels[channel].map(ask),
    ask('弃用'),
  ];
}

function lengthOf({ check }: Draft): string {
  return check.sms ? `${check.sms.units} 字符，${check.sms.segments} 条计费。` : '';
}

const statusNames = {
  drafted: '',
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

/** A draft as a card: the text to copy, its length, the check row by row, how to send it. */
export function draftCard(draft: Draft): Card {
  const { purpose, channel, text, check, state, shorter, remarks } = draft;
  const status = statusNames[state.status];
  const title = `${purposeNames[purpose]}·${channelNames[channel]}${status}`;
  const short =
    shorter !== null && shorter !== text && state.status === 'drafted'
      ? [section('更短版', { kind: 'line', text: shorter, marks: [] })]
      : [];
  const said =
    remarks.length > 0 ? [section(null, { kind: 'list', ordered: false, items: remarks })] : [];
  const verdict = `${lengthOf(draft)}${verdictNames[check.verdict]}，不等于审批。`;
  return {
    title,
    sections: [
      section(null, { kind: 'line', text, marks: [] }),
      section(null, { kind: 'text', text: verdict }),
      section(null, { kind: 'table', head: ['规则检查', '结果'], rows: checkRows(draft) }),
      section('怎么发', { kind: 'text', text: howToSend[channel] }),
      ...said,
    ],
    folded: [...short, ...sources(draft)],
    actions: actionsOf(draft),
    citations: draft.citations,
  };
}

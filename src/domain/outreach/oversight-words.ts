/** What somebody wants to know of the log of outreach. */
export type OversightWish =
  | { readonly kind: 'list' | 'by-rule' | 'by-branch' | 'export' }
  | { readonly kind: 'entry'; readonly position: number }
  | { readonly kind: 'reveal'; readonly position: number; readonly caseNumber: string }
  | { readonly kind: 'try'; readonly trial: Trial };

/** A change of the rule set that is only tried out, and a text to try it on. */
export interface Trial {
  readonly phrases: readonly { readonly rule: string; readonly phrase: string }[];
  readonly allowed: readonly string[];
  /** Null: only what the log holds. */
  readonly text: string | null;
}

const quoted = '[“"「『‘\']([^”"」』’\']{1,60})[”"」』’\']';
const adds = new RegExp(
  `([A-Z]{2}-\\d{2})\\s*(?:规则)?(?:再)?(?:加上?|增加|加入|也算)\\s*${quoted}`,
  'giu',
);
const allows = new RegExp(`(?:放行|允许|不算|去掉)\\s*${quoted}`, 'gu');
const trialText = /(?:查|试|原文|检查|看看?)\s*[:：]\s*([\s\S]{2,})$/u;

function trialIn(text: string): Trial | null {
  if (!/^试(一下|一试|试|用)?(改)?规则/.test(text)) return null;
  const own = trialText.exec(text)?.[1]?.trim() ?? null;
  const change = own === null ? text : text.slice(0, text.length - own.length);
  return {
    phrases: [...change.matchAll(adds)].map(([, rule = '', phrase = '']) => ({
      rule: rule.toUpperCase(),
      phrase,
    })),
    allowed: [...change.matchAll(allows)].map(([, phrase = '']) => phrase),
    text: own,
  };
}

const ofLog = '(?:拦(?:截|下|住|了)?|被拦|挡下|外发|触达|起草|留痕|发送)';
const records = `${ofLog}.{0,6}(?:记录|日志|统计|明细|清单|情况|名单)`;
const asks = new RegExp(
  `${records}|拦(?:了|下|住)?(?:些|过|的)?(?:哪些|什么|多少|几条|谁)|(?:哪些|哪几条|什么|谁).{0,8}(?:被)?拦|被\\s*[A-Z]{2}-\\d{2}\\s*(?:规则)?拦|[A-Z]{2}-\\d{2}\\s*(?:规则)?(?:拦|命中)|^(?:按|照)(?:规则|支行|网点)(?:统计|看|分|汇总)?$|^导出$|^导出(?:成)?(?:表格?|csv)?$`,
  'iu',
);
// “客户的转账被拦了怎么解释” is a question of the playbooks.
const ofClients = /怎么(说|答|回|办|解释)|咋|客户(说|问|嫌)|转账|原因|刷卡/;
const entry =
  /^(?:看|查|打开)?(?:一下)?(?:拦截|留痕)?(?:记录)?第?\s*(\d{1,9})\s*(?:条|号)(?:记录|留痕|为什么拦|的?详情)?$/u;
const reveal =
  /^(?:揭示|显示|查看?)(?:第)?\s*(\d{1,9})\s*(?:条|号)?(?:的?客户)?(?:身份|是谁)?[，,\s]*(?:案号|案件号?|事由编号|编号)?\s*[:：]?\s*([\p{L}\p{N}〔〕()（）_-]{0,40})$/u;

/** Reads a message of somebody who oversees outreach; null: it is about something else. */
export function oversightIn(text: string): OversightWish | null {
  const said = text.trim();
  const trial = trialIn(said);
  if (trial !== null) return { kind: 'try', trial };
  const [, one] = entry.exec(said) ?? [];
  if (one !== undefined) return { kind: 'entry', position: Number(one) };
  const [, shown, caseNumber = ''] = /^揭示/.test(said) ? (reveal.exec(said) ?? []) : [];
  if (shown !== undefined) return { kind: 'reveal', position: Number(shown), caseNumber };
  if (said.length > 60 || !asks.test(said) || ofClients.test(said)) return null;
  if (/导出/.test(said)) return { kind: 'export' };
  if (/按规则|各规则|哪(条|些)规则/.test(said)) return { kind: 'by-rule' };
  return /按(支行|网点)|各支行|哪(个|些)支行/.test(said) ? { kind: 'by-branch' } : { kind: 'list' };
}

const whole = new RegExp(
  `^(?:看一?下|查一?下|查|看)?(?:今天|昨天|上个?周|这周|本周|上个?月|这个?月|本月|最近.{0,4}|近.{0,4})?(?:的)?(?:${records}|拦(?:了|下|住)?(?:些)?(?:哪些|什么|多少|几条))[?？。]?$`,
  'u',
);

/** Whether a message can mean the log and nothing else, whoever says it. */
export function asksForLog(text: string): boolean {
  return whole.test(text.trim());
}

/** What anybody may ask of the own drafts: 「我上周被拦了哪些」. */
export function asksOwnBlocks(text: string): boolean {
  return /^我(的)?.{0,10}(被拦|拦下|没通过).{0,12}$/.test(text.trim());
}

/** Whether sent and approved texts are meant as well, and not only what was held back. */
export function meansAll(text: string): boolean {
  return /外发|触达|发送|起草|全部|所有|采用/.test(text) && !/拦|挡/.test(text);
}

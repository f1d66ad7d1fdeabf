import type { ClientFilter } from '../clients/client-filter.ts';
import type { Purpose } from './purpose.ts';

/** For whom a request wants a text each: those of the list shown before, or whom words describe. */
export type BatchWish =
  | { readonly kind: 'shown' }
  | { readonly kind: 'described'; readonly words: string }
  /** One text to many at a stroke: not done. */
  | { readonly kind: 'mass' };

const each = '(?:都|各|每(?:一)?(?:位|人|个|户)|一人|分别|逐个|逐一|挨个|挨着|全部?|批量)';
const shown = new RegExp(
  `^(?:请|再|帮我|麻烦)*(?:给|为|替|把)?(?:上面|刚才)?(?:这|那)?(?:些|几(?:位|个|户)|个?名单(?:上|里)?|批|\\d+位)?(?:的)?(?:客户|人|他们|她们)?(?:们)?${each}.{0,4}(?:写|发|起草|拟|来)`,
);
const described = new RegExp(
  `(?:给|为|替|把|对|提醒(?:一下)?|通知(?:一下)?)(.{2,40}?)(?:们)?(?:，|,)?${each}.{0,4}(?:写|发|起草|拟|来|群发)`,
);
const pointing = /^(?:上面|刚才)?(?:这|那)(?:些|几|批|个名单)|^(?:他|她)们|^名单/;

const mass = /群发.{0,8}(?:短信|微信|消息|信息|通知|广告|一下|一条)|(?:给|把).{0,16}群发/;
const asksHow = /怎么|如何|能不能|可不可以|可以吗|行不行|行吗|规定|要求|条件|合规吗|为什么/;

/** Reads a request for a text to each of several clients; null: it is about one. */
export function batchIn(text: string): BatchWish | null {
  const said = text.trim();
  if (/^(?:逐个|逐一|批量|挨个)(?:起草|写)/.test(said) || shown.test(said))
    return { kind: 'shown' };
  if (mass.test(said) && !asksHow.test(said)) return { kind: 'mass' };
  const words = described.exec(said)?.[1]?.trim();
  if (words === undefined) return null;
  return pointing.test(words) ? { kind: 'shown' } : { kind: 'described', words };
}

const purposeOf: Partial<Record<ClientFilter['conditions'][number]['kind'], Purpose>> = {
  due: 'maturity-reminder',
  birthday: 'birthday',
  'assessment-ends': 'reassessment',
  'complaint-open': 'complaint-follow-up',
  complained: 'complaint-follow-up',
  'promise-open': 'win-back',
};

/** What clients of such a list are most likely written to for; null: the list does not tell. */
export function purposeOfList({ conditions }: ClientFilter): Purpose | null {
  for (const { kind, not } of conditions) {
    if (kind === 'contacted' && not === true) return 'care';
    const purpose = purposeOf[kind];
    if (purpose !== undefined && not !== true) return purpose;
  }
  return null;
}

export type BatchStep = 'skip' | 'stop' | 'all-sent' | 'next';

const steps: readonly (readonly [BatchStep, RegExp])[] = [
  ['skip', /^(跳过|略过|先不写|这(条|个|位)?跳过|这(条|个|位)不(用|要|发)了?)[。!！]?$/],
  ['next', /^(下一(条|个|位)|继续|接着(来)?)[。!！]?$/],
  ['stop', /^(先到这(儿|里)?|结束|不(看|写)了|看(一下)?结果)[。!！]?$/],
  [
    'all-sent',
    /^((都|全部?)(已(经)?)?(发(送)?(了|出去了|完了|过了)?|登记发送)|已全部发送)[。!！]?$/,
  ],
];

/** What a short message wants of a batch that is gone through. */
export function batchStepIn(text: string): BatchStep | null {
  const said = text.trim();
  return steps.find(([, cue]) => cue.test(said))?.[0] ?? null;
}

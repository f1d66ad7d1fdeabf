import type { Clause } from './clauses.ts';
import type { Span } from './view.ts';

// Contain a negating character and negate nothing that follows.
const falseNegators =
  /不(?:但|仅|光|只|止|单|管|论|用|必|怕|愁|错|少|断|久|妨|如|急|着急|要紧|过|骗|瞒|蒙|坑|哄|诓|吹|夸张|开玩笑|说瞎话|担心|操心|犹豫)|要不(?!得|要)(?:然)?|没(?:错|问题|想到|多久|说的|有?(?:什么|哪个|谁|人)?比)|未来|非(?:常|凡|但)|无(?:论|非|比)|(?:不要|别)(?:担心|怕|犹豫|想太多|错过|多想|纠结|慌|急|着急)|[特区级分个类识辨性]别|别[家的人处]/g;
const doubled =
  /不是(?:说)?不|不可能不|没有不|不会不|不能不|无不|莫不|不得不|并非不|哪有不|怎么(?:会|可能)不|不至于不/g;
const negator =
  /不|没|未|非|无|勿|别|莫|禁止|严禁|杜绝|拒绝|谢绝|打破|难以|难保|哪有|哪里有|哪来|岂|怎么可能|怎么会|谁敢|告别|避免|是否|能否/;
const turn = /但(?:是)?|其实|不过|可是|实际上?|实则|而是|却|反正/g;
const longestReach = 16;

function afterLastTurn(before: string): string {
  const last = [...before.matchAll(turn)].at(-1);
  return last ? before.slice(last.index + last[0].length) : before;
}

/** 贷款和保险是两码事，不买保险: a claim of far-apart words with a denial between them. */
export function deniedWithin(words: string): boolean {
  return negator.test(words.replaceAll(falseNegators, '').replaceAll(doubled, ''));
}

/** 非保本, 不得以任何形式承诺保本; not 不是不保本, 不但保本, 不骗您. */
export function deniedBefore(before: string): boolean {
  const reach = afterLastTurn(before.slice(-40)).replaceAll(falseNegators, '').slice(-longestReach);
  return negator.test(reach.replaceAll(doubled, ''));
}

const deniedAfter =
  /^[^,。!?;]{0,8}?(?:是?不可能的|是?不可能$|不存在|不允许|不能(?:说|给|讲|写|承诺|保证|答应|要|信)|不敢|没法(?:说|给|保证|承诺|答应)|没办法|做不到|给不了|办不到|不现实|违规|违法|不合规|被禁止|退出历史|成为?历史|没有了|早就?没|都是假|是骗|靠不住|不可信|别信|不要信|不是(?:一回事|一码事|一类|同一|一样|一种)|两码事|不能比|(?:早就?)?(?:打破|取消)|不准|没收到|没听说|[^,。!?]{0,4}没有$|(?:是|早就?)没有的|我不建议|我们不做|不是我们|害您|禁用|用不得)/;
const deniedNext =
  /^(?:我|我们|谁|(?:正规)?银行|行里|那是|这是|那|这)?(?:也|都|可|真|一律|直说|这个)?(?:不敢|不能|没法|没办法|不会|不好|无法|给不了|做不到|不是|没有)(?:说|讲|写|用|保证|承诺|答应|打包票|给您|这么说)?(?:的|了|您)?$/;
// 明年给多少不一定, 翻一番不正常: what is named is left open or doubted in its own clause.
const leftOpen =
  /^[^,。!?;但]{0,8}?(?:不一定|没准|说不准|不好说|没人(?:知道|能|敢|说)|谁也不知道|不知道|不正常|不确定|不算数|不是真的|不存在|也没关系|没关系|就没关系)/;
const topic =
  /^[”’]?的?(?:这|那)?(?:[一二两三四五六几]个字|(?:种|句|个|类|些)?(?:话|事|说法|承诺|吗|呢|不|与否|产品|理财|词|字样|宣传)?)$/;

const fraud =
  /警惕|谨防|当心|提防|防范|骗局|诈骗|骗子|骗人|不法分子|冒充|假冒|轻信|(?:不要|别|勿)相?信|上当|反诈|非法集资|传销|陷阱|虚假|违规宣传|举报|谣言|误导|凡是|凡宣称|所谓的?[“”"]|(?:请|就)(?:您)?(?:直接|马上|立即)?(?:挂断|挂电话|报警|拉黑)|挂断并|(?:可以|就|请)(?:您)?(?:去)?(?:投诉他|举报)|见一个躲一个|留个心眼$|(?:监管|法律|广告法)[^,。]{0,3}不(?:让|许)|任何承诺|宣称/;
const ownClaim = /我们|我行|本行|咱|这款|本产品|我这|我家|才是|真正|放心/;
const reported =
  /(?<![跟给向对和帮同与为])(?:您|客户|有人|别人|别家|网上|外面|人家|他们|朋友|对方|谁|广告|传单)[^,。]{0,4}?(?:说|告诉|敢写|问|提|听说|听到|看到|讲|宣传|觉得|以为|认为|想要|想找|要的是|要的|求的|求个|宣称|声称|承诺|吹)/;
const asked =
  /(?:您|客户|有人|别人)[^,。]{0,6}?(?:让|叫|要|催|求|希望|想让|逼)(?:我|我们|行里|银行)/;
const refused =
  /(?:这个?|我们?|行里|谁|真)(?:个|真|也|都|可|是)?(?:不能|不行|不可以|办不到|做不到|不敢|没法|没办法|不答应|不做)|违规|不合规|没有这(?:种|个|回)|不(?:可以|允许|建议)/;
const confirmed = /确实|没错|(?<!不)对的|是真的|就有|也是|就是这|说得对|您放心|可以给/;
const question = /(?:吗|么|呢|不|没有|与否|是不是)$/;

interface Place {
  readonly text: string;
  readonly clauses: readonly Clause[];
  readonly sentence: Span;
  readonly at: number;
}

function insideFraudWarning({ text, clauses, sentence, at }: Place, claim: Span): boolean {
  const words = text.slice(sentence.from, sentence.to);
  const frame = fraud.exec(words);
  if (!frame) return false;
  const clause = clauses[at];
  const frameAt = sentence.from + frame.index;
  if (clause && frameAt >= clause.from && frameAt < clause.to) return true;
  const asserted = text.slice(Math.min(frameAt, clause?.from ?? frameAt), claim.from);
  return !ownClaim.test(frameAt < claim.from ? asserted : text.slice(clause?.from, claim.from));
}

const spokenOf =
  /^[”』][^。!?;]{0,3}?(?:二字|这?[一二两三四五六几]个字|这?(?:种|类|句|些)?(?:话|词)|的?(?:说法|话术|字样)|等)|^(?:二字|这?[一二两三四五六几]个字|这(?:种|类|句)(?:话|词)|的?(?:说法|话术|字样))/;
const turnedDown =
  /打破|现在不用|不用了|没有|不(?:会|是|能|对|准|行|许|让|可|存在|敢|用|该|得)|不存在|禁|投诉|举报|拉黑|别信|听听就好|骗|敢不敢|挂断|挂电话|报警|心眼|违规|警惕|小心|当心|理都别理|听不得/;

/** “最后一天”这种话听听就好, 稳赚不赔这四个字正规银行不会说: the words are spoken of, and turned down. */
function isSpokenOf(text: string, sentence: Span, claim: Span): boolean {
  const after = text.slice(claim.to, sentence.to);
  const opened = text.slice(sentence.from, claim.from).lastIndexOf('“');
  const inQuotes = opened >= 0 && !text.slice(sentence.from + opened, claim.from).includes('”');
  const closes = after.indexOf('”');
  const rest = inQuotes && closes >= 0 ? after.slice(closes) : after;
  if (!(inQuotes && closes >= 0) && !spokenOf.test(after)) return false;
  return (
    turnedDown.test(rest.replaceAll(falseNegators, '')) && !/但是?|不过|其实|照样|一样/.test(rest)
  );
}

/** 赔不赔, 保不保本: a question that the words leave open. */
function asksEither(text: string, { from, to }: Span): boolean {
  const around = text.slice(Math.max(0, from - 2), Math.min(text.length, to + 2));
  return /(\p{Script=Han})(?:不|没)\1/u.test(around) || asksTwice(text, { from, to });
}

/** 冠军不冠军的: the claim's own words said twice. */
function asksTwice(text: string, { from, to }: Span): boolean {
  const words = text.slice(from, to);
  return new RegExp(`^(?:不|没)${words.replace(/[^\p{L}\p{N}]/gu, '.')}`, 'u').test(text.slice(to));
}

/** 您让我保证不亏，这个我不能写: the client's words, turned down in the same sentence. */
function refusesRequest(text: string, sentence: Span, claim: Span): boolean {
  const spoken = text.slice(sentence.from, claim.from);
  if (!reported.test(spoken) && !asked.test(spoken)) return false;
  const answer = text.slice(claim.to, sentence.to);
  return refused.test(answer) && !/但|不过|其实|照样/.test(answer);
}

function isAsked(text: string, clause: Clause, claim: Span): boolean {
  if (clause.mark.startsWith('?') && question.test(text.slice(claim.from, clause.to))) return true;
  return asksEither(text, claim);
}

/** Whether the words of a claim stand in the text without being asserted by its writer. */
export function isNotAsserted(place: Place, claim: Span): boolean {
  const { text, clauses, sentence, at } = place;
  const clause = clauses[at];
  if (!clause) return false;
  const before = text.slice(clause.from, claim.from);
  const after = text.slice(claim.to, clause.to);
  if (deniedBefore(before) || deniedAfter.test(after) || leftOpen.test(after)) return true;
  if (insideFraudWarning(place, claim)) return true;
  if (reported.test(before) && !confirmed.test(text.slice(claim.to, sentence.to))) return true;
  if (refusesRequest(text, sentence, claim) || isSpokenOf(text, sentence, claim)) return true;
  if (isAsked(text, clause, claim)) return true;
  const next = clauses[at + 1];
  return next !== undefined && topic.test(after) && deniedNext.test(text.slice(next.from, next.to));
}

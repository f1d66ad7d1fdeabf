import { forbiddenClaims, type LineClaim } from '../compliance/line-claims.ts';

export const criteria = ['接住感受', '反问一句', '给出事实', '留下决定', '约下一步'] as const;

type Criterion = (typeof criteria)[number];

// What a trainer listens for. Each is a form of words, not a topic, so that any good answer can earn it.
const signs: Record<Criterion, RegExp> = {
  接住感受:
    /理解|明白(您|你)|我?(懂|听明白|听懂)(您|了)|换(了|成|作)?(谁|我|是我)|不容易|难怪|怪不得|抱歉|对不住|对不起|不好意思|给您添|让您(久等|受累|操心|费心|白跑|跑)|(您|这)(说|问|想|算|担心|提|顾虑|讲|看)得?(对|在理|有道理|实在|细|是|没错|周到|应该|明白|透)|您(的)?(心情|顾虑|担心|感受|难处)|踏实|不怪您|(是|也)该(的|这样|问|想)|应该的|可以理解|情理之中|正常|谁(都|也)(会|不)|谢谢您|多谢您|感谢您|心里(不|有|难|别|堵)|不好受|憋屈|窝火|着急|辛苦|打扰您|您(有气|生气|发火)|糟心|不痛快|(放|搁)谁身上/,
  反问一句:
    /(哪|什么|啥|多久|多少|怎么|几|为什么|是不是|有没有|还是|打算|方便|最.{0,4}的是)[^。！]{0,24}[？?]|[^，。！？]{2,}(吗|呢|么)[？?]|能(跟|和)我(说|讲)|您(跟我)?(说说|讲讲|聊聊)/,
  给出事实:
    /\d|[一二两三四五六七八九十百]+(天|年|个月|万|成|小时|条|样|页|步|点|分钟|项)|公示|合同|说明书|条款|条例|规定|利率|费用|费率|明细|对照|存款保险|现金价值|流程|风险等级|犹豫期|净值|测评|起息|到期日|提前支取|持有期|封闭期|登记|记录|原件|凭证|热线|工号|回执|白纸黑字|写(在|清|成|明|进)|清单|材料/,
  留下决定:
    /(您|你)(自己|自个儿?|来|再|慢慢|先|家里|二位)?(定|决定|拿主意|做主|作主|说了算|选|看着办|考虑|比|挑|掂量|琢磨|看)|不(急|催|勉强|强求|拦|劝|逼)|听您的|由您|随您|您(的)?(主意|安排|说了算)|(办不办|买不买|存不存|来不来|留不留|要不要)|(也|都|完全)(没关系|可以|行|不要紧|成)|不(办|买|来|存|签)(也|都|完全)?(行|可以|没|成)|(行|好|可以|成|合适|您看)(吗|不|么|呢)|您(觉得|看)(呢|怎么样|如何|行|可以|合适)|您方便/,
  约下一步:
    /(我|咱|给您|帮您|替您|为您)[^。！？]{0,14}(发|写|列|做|打|整理|带|约|查|问|准备|回|算|拉|理|送|报|登记|反映|陪|留|安排|核|调|讲一遍|过一遍|提醒)|(周|星期|礼拜)[一二三四五六日天]|(今天|明天|后天|下周|下午|上午|晚上|月底|当天|这两天|本周)[^。！？]{0,12}(发|打|回|来|见|约|看|到|给|答复|联系|前)|\d+点|约(个|好|在)|回(您|个话|复)|答复|再(联系|来|聊|找|问)|提醒您/,
};

// Manner, not rules: each costs a mark, because the client hears it as a push or a lecture.
const missteps: readonly (readonly [string, RegExp])[] = [
  [
    '反驳客户',
    /您(不懂|不了解|误会|想错|说错|错了|这(样|么)想(不对|就错))|不是(您|你)(想|说)的(那样|这样)|您(得|应该|必须|要)(明白|知道|相信|考虑清楚)|这是(您|你)的(问题|责任)|谁(让|叫)您/,
  ],
  [
    '推给制度',
    /(这|我)(是|们)?(总行|上面|系统|规定)(规定|要求|安排|就这样)|我(也)?(没|无)(办法|能为力|权)|不归我管|我(也)?不(清楚|知道)(了)?[。！]?$/,
  ],
  [
    '催促',
    /(赶紧|尽快|抓紧|马上|立刻|现在就)[^。！？]{0,8}(办|买|签|定|存|来)|就(耽误|占用)您(一|两|几)分钟|再(考虑|想)[^。]{0,6}(就没|来不及|晚了)|帮(我|个忙)[^。]{0,8}(任务|指标|业绩)/,
  ],
];

export interface PracticeScore {
  /** 0–100; nothing above 10 where a rule is broken. */
  readonly points: number;
  readonly met: readonly Criterion[];
  readonly missed: readonly Criterion[];
  readonly missteps: readonly string[];
  readonly forbidden: readonly LineClaim[];
}

/** Scores what a manager says in a drill, by rules alone: the same words always get the same points. */
export function scoreReply(reply: string): PracticeScore {
  const text = reply.normalize('NFKC').replaceAll('?', '？').replaceAll(',', '，');
  const met = criteria.filter((criterion) => signs[criterion].test(text));
  const missed = criteria.filter((criterion) => !met.includes(criterion));
  const slips = missteps.filter(([, sign]) => sign.test(text)).map(([name]) => name);
  const forbidden = forbiddenClaims(text);
  const earned = Math.max(0, met.length * 20 - slips.length * 20);
  const points = forbidden.length > 0 ? Math.min(10, earned) : earned;
  return { points, met, missed, missteps: slips, forbidden };
}

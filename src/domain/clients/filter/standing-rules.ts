import type { RiskLevel } from '../client-records.ts';
import { riskLevels } from '../client-records.ts';
import { and, type Rule, type Scan, T } from './scan.ts';
import { anyOf, asWritten } from './vocabulary.ts';

// The lowest first; a bank that names its tiers otherwise filters by the words of its own.
const knownTiers = ['普通', '金卡', '白金', '钻石', '私行'] as const;
const tierAlias: Readonly<Record<string, string>> = {
  铂金: '白金',
  私人银行: '私行',
  黄金卡: '金卡',
};

function tiersSaid(said: readonly string[], up: boolean, down: boolean): string[] {
  const [first = ''] = said;
  const at = knownTiers.indexOf(first as (typeof knownTiers)[number]);
  if (up && at >= 0) return knownTiers.slice(at);
  if (down && at >= 0) return knownTiers.slice(0, at + 1);
  return [...said];
}

const tier: Rule = (scan) => {
  const { tiers } = scan.vocabulary;
  const own = anyOf(tiers);
  const names = `普通|金卡|白金(?!信用卡)|铂金|钻石|私行|私人银行${own === null ? '' : `|${own}(?!信用卡)`}`;
  const tail = '(?:级别?|卡|层级|客户)*';
  const found = scan.takeWithDenial(
    `(?:层级|等级|级别)?(?:是|为)?((?:${names})${tail}(?:${and}(?:${names})${tail})*)(?:(及?以上)|(及?以下))?(?:级别?|层级|客户)*(?:的|客户)*`,
  );
  if (!found) return;
  const [, , words = '', up, down] = found.match;
  const said = (words.match(new RegExp(names, 'g')) ?? []).map((word) =>
    tiers.includes(word) ? word : asWritten(tiers, tierAlias[word] ?? word),
  );
  scan.add(
    { kind: 'tier', tiers: tiersSaid(said, up !== undefined, down !== undefined) },
    found.denied,
  );
};

function levelsSaid(first: string, rest: string, up: boolean, down: boolean): readonly RiskLevel[] {
  const at = Number(first) - 1;
  const to = /^(?:到|至|-|~|—)c?([1-5])/.exec(rest)?.[1];
  if (to !== undefined) return riskLevels.slice(at, Number(to));
  if (up) return riskLevels.slice(at);
  if (down) return riskLevels.slice(0, at + 1);
  const named = [first, ...[...rest.matchAll(/c([1-5])/g)].map((match) => match[1] ?? '')];
  return riskLevels.filter((level) => named.includes(level.slice(1)));
}

const riskLevel: Rule = (scan) => {
  const found = scan.takeWithDenial(
    `(?:风险)?(?:测评|评估)?(?:偏好|等级|级别|测评|承受能力|结果)*(?:是|为|在)?(?:最保守的|最激进的)?c([1-5])级?((?:(?:到|至|-|~|—)c?[1-5]级?)|(?:${and}c[1-5]级?)*)(?:(及?以上|或以上|往上)|(及?以下|或以下|往下))?(?:级|等级)*(?:的|客户)*`,
  );
  if (!found) return;
  const [, , first = '', rest = '', up, down] = found.match;
  const levels = levelsSaid(first, rest, up !== undefined, down !== undefined);
  scan.add({ kind: 'risk-level', levels: [...levels] }, found.denied);
};

const soon = (scan: Scan, token: string | undefined) =>
  scan.ahead(token) ?? { from: scan.today, to: scan.today + 30 };

const test = '(?:风险)?(?:承受能力)?(?:测评|评估|风评|风测)';
const over = '(?:过期|到期|失效|满一年|过了?期|超期|逾期)';
const undone = '(?:没|未)(?:有)?(?:做|测|有)(?:过)?';

const none = new RegExp(
  `(?:没有?|无)有效(?:的)?${test}|(?:待|要|该|需要?|应)重(?:做|新做)${test}|${test}(?:要|待|该|需要?)重(?:做|新做)|${test}(?:结果)?(?:无效|不在有效期内?)|${test}(?:已经?|是)*${over}(?:了|的)*(?:或者?|、|和|及|以及)(?:压根|根本|从来|从)?(?:${undone}|没有)(?:${test})?(?:的)?`,
);
const never = new RegExp(
  `(?:没有?|未|从没|从未|从来没有?|压根没)(?:做|有|测)?(?:过)?(?:任何)?${test}(?:过|记录)*(?!的?(?:有效|过期))|${test}(?:还|从来?|都)*${undone}(?:的)?`,
);

function addEnd(scan: Scan, match: RegExpExecArray): void {
  const [, before, after, soonWord = '', no, last] = match;
  const token = before ?? after ?? last;
  if (no !== undefined) scan.add({ kind: 'assessment-valid' });
  else if (token !== undefined || soonWord !== '') {
    scan.add({ kind: 'assessment-ends', days: soon(scan, token) });
  } else {
    scan.add({ kind: 'assessed' });
    scan.add({ kind: 'assessment-valid', not: true });
  }
}

const assessment: Rule = (scan) => {
  if (scan.take(none)) {
    scan.add({ kind: 'assessment-valid', not: true });
    return;
  }
  if (scan.take(never)) {
    scan.add({ kind: 'assessed', not: true });
    return;
  }
  const end = scan.take(
    new RegExp(
      `(?:${T}(?:内|里|之内)?(?:的|有|哪些人?|谁|客户)*)?${test}(?:等级|有效期)?(?:将|会|要|就)?(?:在|于)?(?:${T}(?:内|里)?)?((?:还|就|快|将|即将|马上|要|会|临近|该)*)(?:已经?|都|是)*(未|没有?)?${over}(?:了|的|日)*(?:在|是)?(?:${T}(?:的)?)?(?:(?:,|，)?(?:还|都|一直)?(?:没|未)(?:有)?(?:重新?)?(?:做|测|更新)(?:的)?)?`,
    ),
  );
  if (end) {
    addEnd(scan, end);
    return;
  }
  if (
    scan.take(
      new RegExp(
        `${test}(?:还|都|仍|是)*(?:在)?有效(?:期内?)?(?:的)?|有效(?:的)?${test}|${test}正常(?:的)?`,
      ),
    )
  ) {
    scan.add({ kind: 'assessment-valid' });
  } else if (scan.take(new RegExp(`(?:做过|有)(?:风险)?${test}(?:的)?|${test}做过(?:的)?`))) {
    scan.add({ kind: 'assessed' });
  }
};

const statuses = [
  ['frozen', '(?:账户)?(?:被)?冻结(?:了|的|客户|账户)*'],
  ['closed', '(?:已经?)?销户(?:了|的|客户)*'],
  ['deceased', '(?:已经?|都)*(?:去世|身故|过世|离世|不在世|亡故)(?:了|的|客户)*'],
  ['no_profile', '不建档(?:的|客户)*'],
] as const;
const status: Rule = (scan) => {
  for (const [name, words] of statuses) {
    const found = scan.takeWithDenial(words);
    if (found) scan.add({ kind: 'status', statuses: [name] }, found.denied);
  }
};

/** What is read first: words like 到期 and 等级 mean something else in them. */
export const assessmentRules: readonly Rule[] = [assessment];
/** How clients stand with the bank. */
export const standingRules: readonly Rule[] = [riskLevel, tier, status];

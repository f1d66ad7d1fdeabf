import { type RefusalReason, refusalRules, requestWords } from './refusal-rules.ts';

const asksWhetherAllowed =
  /能不能|可不可以|可以吗|行不行|行吗|行不|能吗|合规吗|违规吗|违规不|算不算|为什么不能|为啥不能|允许吗|有问题吗|会不会被罚|能说吗|能用吗|能写吗|可以说|是不是违规|有什么后果|会怎么处理|怎么处罚/;

// What a client wants of the manager is told, to learn how to answer; not what the manager wants.
const clientWants =
  /^.{0,10}(让我|叫我|要我|求我|非要我|想让我|逼我|缠着我|问我能不能|问能不能|让我们)(?!.{0,20}(帮我|教我|教教我|告诉我))/;

/** Why a request is refused, or null. A question whether something is allowed is answered, not refused. */
export function refusalFor(message: string): RefusalReason | null {
  const wonders = asksWhetherAllowed.test(message) && !/给我|帮我|教我|替我/.test(message);
  const asked = requestWords.test(message) && !wonders && !clientWants.test(message);
  const found = refusalRules.find(({ target, always, unless }) => {
    if (!target.test(message)) return false;
    if (always) return true;
    return asked && !unless?.test(message);
  });
  return found?.reason ?? null;
}

import { basis } from '../instruments.ts';
import { investments, type Reading, type Rule } from '../rule.ts';

const category = 'unsuitable';
const mustBeRated = new Set(['wealth', 'fund', 'gold', 'trust']);
const law = basis(['suitability', '第四条、第五条'], ['wealthSales', '第三十条']);

const dissuades =
  /不适合您|超出您的(?:测评|风险)|不能(?:向您|给您|跟您)(?:推荐|介绍|卖)|不(?:建议|推荐)您(?:买|购买|投|选)|您(?:目前|现在)?不(?:能|适合)(?:买|购买)/;

/** A rated product is brought to the client, and the text does not advise against it. */
function offersRated({ marketing, message, view }: Reading): boolean {
  const rated = investments.has(message.productType) || message.productType === 'insurance';
  return marketing && rated && !dissuades.test(view.text);
}

const tooRisky: Rule = {
  id: 'SU-01',
  category,
  severity: 'block',
  title: '超出客户风险等级',
  basis: law,
  reason: '产品风险等级高于客户测评等级，不能向他推荐。',
  suggestion: '换成等级相合的产品，或不提产品。',
  safe: '',
  find: (reading) => {
    const { productRisk, clientRisk } = reading.message;
    if (productRisk === null || clientRisk === null) return [];
    return offersRated(reading) && productRisk > clientRisk ? [null] : [];
  },
};

const unknownLevel: Rule = {
  id: 'SU-02',
  category,
  severity: 'block',
  title: '缺风险等级',
  basis: law,
  reason: '客户没有测评或产品没有等级，就无从判断合不合适。',
  suggestion: '先请客户自己做测评，或查清产品等级。',
  safe: '',
  find: (reading) => {
    const { productType, productRisk, clientRisk } = reading.message;
    const unknown = productRisk === null || clientRisk === null;
    return offersRated(reading) && mustBeRated.has(productType) && unknown ? [null] : [];
  },
};

const millisecondsPerDay = 86_400_000;

const expired: Rule = {
  id: 'SU-03',
  category: 'expired_assessment',
  severity: 'block',
  title: '测评过期或没有',
  basis: basis(['suitability'], ['house']),
  reason: '风险测评过了有效期，原来的等级不能再用。',
  suggestion: '只提醒客户重新测评，测完再谈产品。',
  safe: '',
  find: (reading) => {
    const { message, today, settings } = reading;
    const { productType, productRisk, assessmentDate } = message;
    const rated =
      mustBeRated.has(productType) || (investments.has(productType) && productRisk !== null);
    if (!rated || !offersRated(reading)) return [];
    if (assessmentDate === null) return [null];
    const days = (Date.parse(today) - Date.parse(assessmentDate)) / millisecondsPerDay;
    return days < 0 || days > settings.assessment_valid_days ? [null] : [];
  },
};

const seniorRisk: Rule = {
  id: 'SU-05',
  category,
  severity: 'require',
  title: '年长客户与较高风险',
  basis: basis(['suitability']),
  reason: '65岁以上客户碰到R3及以上产品，负有特别的注意义务，要主管看过。',
  suggestion: '先报主管；面谈为主，家人同听，不当天定。',
  safe: '',
  find: (reading) => {
    const { clientAge, productRisk } = reading.message;
    if (clientAge === null || productRisk === null || productRisk < 3) return [];
    const { senior_age: senior, oldest_age_for_r3: oldest } = reading.settings;
    return offersRated(reading) && clientAge >= senior && clientAge < oldest ? [null] : [];
  },
};

const oldestRisk: Rule = {
  id: 'SU-07',
  category,
  severity: 'block',
  title: '高龄客户与较高风险',
  basis: basis(['suitability'], ['house']),
  reason: '80岁以上的客户，不向他推荐R3及以上的产品。',
  suggestion: '只谈存款和他看得懂的低等级产品。',
  safe: '',
  find: (reading) => {
    const { clientAge, productRisk } = reading.message;
    if (clientAge === null || productRisk === null || productRisk < 3) return [];
    return offersRated(reading) && clientAge >= reading.settings.oldest_age_for_r3 ? [null] : [];
  },
};

const faceToFace: Rule = {
  id: 'SU-08',
  category,
  severity: 'warn',
  title: '高龄客户宜面谈',
  basis: basis(['house']),
  reason: '70岁以上的客户，存款以外的产品宜当面或电话讲，请家人知情。',
  suggestion: '改成约见面或打电话。',
  safe: '',
  find: (reading) => {
    const { clientAge, channel } = reading.message;
    const old = clientAge !== null && clientAge >= reading.settings.face_to_face_age;
    return old && channel !== 'call' && offersRated(reading) ? [null] : [];
  },
};

const lockedUp: Rule = {
  id: 'SU-06',
  category,
  severity: 'warn',
  title: '期限与用钱冲突',
  basis: law,
  reason: '客户说近期要用的钱，不宜放进有封闭期的产品。',
  suggestion: '先把要用的钱留出来，再谈剩下的。',
  safe: '',
  find: (reading) => {
    const { text } = reading.view;
    const needed = /(?:急用|随时要用|近期要用|年底要用|马上要用)(?!.{0,10}(?:留出|别|不))/.test(
      text,
    );
    const locked = /封闭期?|锁定期|最短持有|持有\d+(?:天|年)/.test(text);
    return needed && locked && offersRated(reading) ? [null] : [];
  },
};

export const suitabilityRules = [
  tooRisky,
  unknownLevel,
  expired,
  seniorRisk,
  oldestRisk,
  faceToFace,
  lockedUp,
];

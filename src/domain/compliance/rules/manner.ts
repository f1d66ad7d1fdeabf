import { basis } from '../instruments.ts';
import { asserts, type Rule } from '../rule.ts';

const address: Rule = {
  id: 'ST-01',
  category: 'manner',
  severity: 'warn',
  title: '称呼不当',
  basis: basis(['house']),
  reason: '书面称呼用“姓＋先生／女士”，不喊“亲”“尊敬的贵宾”。',
  suggestion: '改成“王先生”“李女士”，性别不明就写“您好”。',
  safe: '',
  find: asserts({
    evenDenied: true,
    says: /(?<!\p{Script=Han})亲(?=[,。!~]|爱的)|尊敬的|\p{Script=Han}?(?:阿姨|大爷|大妈|叔叔)(?=[,，您])/gu,
  }),
};

export const mannerRules = [address];

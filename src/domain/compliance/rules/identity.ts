import { basis } from '../instruments.ts';
import type { Found, Reading, Rule } from '../rule.ts';

const signature = /【([^【】]{1,24})】/g;
const bankWords = /银行|信用社|农信|农商行?/;
const authority = /人民银行|央行|监管|银保监|银监|金管|征信|公安|法院|政府/;

function signatures({ view }: Reading): { name: string; from: number; to: number }[] {
  return [...view.text.matchAll(signature)].map((match) => ({
    name: match[1] ?? '',
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Where the bank registered its names, one of them; otherwise any that names a bank. */
function isOwn(name: string, { settings }: Reading): boolean {
  if (authority.test(name)) return false;
  const own = settings.bank_names;
  return own.length > 0 ? own.some((known) => name.startsWith(known)) : bankWords.test(name);
}

const role =
  '的|这边|这里|那边|客户经理|理财经理|财富顾问|大堂经理|营业部|个人金融部|工作人员|总行|网点|演示|您好|我们|一名|负责人|行长';
const ownName = /(?:我是|我叫|我姓|这里是|这边是|这是)[^,。!?]{2,}/g;

/** A bank and a person, or a bank and a number to call back: 我是演示银行李敏; 演示银行的小王. */
function introduces(text: string): boolean {
  const named = text.replaceAll(/[()[\]【】]/g, ' ');
  if (!/银行|支行|分行|信用社|农商行/.test(named)) return false;
  if (/工号\s*[\da-z]+|(?:热线|客服|电话|拨打?|致电)[^,。]{0,4}\d/.test(named)) return true;
  if (/(?:我叫|我姓)\p{Script=Han}{1,4}/u.test(named)) return true;
  const bare = new RegExp(role, 'g');
  const said = [...named.matchAll(ownName)].map((match) => match[0]);
  const clauses = [...said, ...named.split(/[,。!?:\n]/)].filter((part) => /行|社/.test(part));
  return clauses.some((part) => {
    const rest = part
      .replaceAll(/我是|我叫|我姓|这里是|这边是|这是/g, '')
      .replaceAll(/[\p{Script=Han}]{0,8}(?:银行|支行|分行|信用社|农商行)/gu, '')
      .replaceAll(bare, '')
      .trim();
    return /^\p{Script=Han}{1,4}(?:$|\s|为您)/u.test(rest);
  });
}

const missing: Rule = {
  id: 'ID-01',
  category: 'missing_identity',
  severity: 'require',
  title: '没说清是谁',
  basis: basis(['advertising', '第四十三条'], ['shortMessages']),
  reason: '客户要知道是哪家银行的谁在联系他。',
  suggestion: '短信用【银行名】签名；微信和电话先报银行、姓名、工号。',
  safe: '',
  find: (reading): Found[] => {
    const { channel, stage } = reading.message;
    if (channel === 'sms') {
      const { length } = reading.view.text;
      const placed = signatures(reading).filter(({ from, to }) => from <= 2 || to >= length - 2);
      return placed.some(({ name }) => isOwn(name, reading)) ? [] : [null];
    }
    return stage === 'reply' || introduces(reading.view.text) ? [] : [null];
  },
};

const foreign: Rule = {
  id: 'ID-02',
  category: 'missing_identity',
  severity: 'block',
  title: '冒用或含糊的签名',
  basis: basis(['shortMessages'], ['advertising', '第四十三条']),
  reason: '签名只能是本行报备过的名称，不能用“财富中心”、监管机构或别家的名字。',
  suggestion: '改成【本行名称】。',
  safe: '',
  find: (reading): Found[] =>
    reading.message.channel === 'sms'
      ? signatures(reading).filter(
          ({ name, from }) =>
            !isOwn(name, reading) &&
            (from <= 2 || authority.test(name)) &&
            /中心|财富|理财|贵宾|vip|顾问|金融|资本|投资|贷|央行|监管|银保?监|征信|公安|政府|行|客服/.test(
              name,
            ),
        )
      : [],
};

const link =
  /(?:https?:\/\/|www\s*\.)[^\s,。!?()<>【】\u4e00-\u9fff]+|[a-z0-9][a-z0-9-]*(?:\s*[.。]\s*[a-z0-9-]+)*\s*[.。]\s*(?:com|cn|net|org|top|vip|xyz|cc|me|io|link|site|shop|info|co|ly|im|app|club|ink|tv|biz|url)(?![a-z])(?:\/[^\s,。!?()<>【】\u4e00-\u9fff]*)?/g;
const personal =
  /(?:加|扫)(?:一下|下|个)?我(?:的)?(?:私人|个人|私)?(?:的)?(?:微信|wx|vx|v信|薇信|威信|qq|抖音|二维码|码)(?!银行|号码)|(?:私人|个人)(?:的)?(?:微信|手机号?|电话|二维码|qq)|(?:微信|wx|vx|v信|qq)号?[:是为]?\s*[a-z][\w-]{4,}|qq[:号]?\s*\d{5,}/g;

function hostOf(address: string): string {
  const bare = address
    .replaceAll(/\s/g, '')
    .replaceAll('。', '.')
    .replace(/^https?:\/\//, '');
  return bare.split(/[/?#:@]/)[0] ?? bare;
}

const links: Rule = {
  id: 'ID-03',
  category: 'missing_identity',
  severity: 'block',
  title: '不明链接或私人号',
  basis: basis(['networkMarketing', '第十六条'], ['house']),
  reason: '只能用本行登记过的网址和官方账号，客户才分得清真假。',
  suggestion: '请客户自己打开手机银行，不发链接、不加私人号。',
  safe: '请您在手机银行查看',
  find: ({ view, settings }): Found[] => {
    const allowed = (host: string) =>
      settings.allowed_links.some((known) => host === known || host.endsWith(`.${known}`));
    const away = [...view.text.matchAll(link)].filter(({ 0: found }) => !allowed(hostOf(found)));
    const own = [...view.text.matchAll(personal)].filter(
      ({ index }) =>
        !/不(?:用|要|能|必|会|可)?$|别$|勿$|不[^,。]{0,4}$|企业$/.test(
          view.text.slice(Math.max(0, index - 6), index),
        ),
    );
    return [...away, ...own].map(({ 0: found, index }) => ({
      from: index,
      to: index + found.length,
    }));
  },
};

export const identityRules = [missing, foreign, links];

import { basis } from '../instruments.ts';
import type { Rule } from '../rule.ts';

const withoutConsent: Rule = {
  id: 'CO-01',
  category: 'no_consent',
  severity: 'block',
  title: '没有营销授权',
  basis: basis(
    ['consumer', '第二十九条第三款'],
    ['personalData', '第十三条、第十五条'],
    ['advertising', '第四十三条'],
  ),
  reason: '客户没有同意在这个渠道接收营销，或已撤回。',
  suggestion: '只发服务提醒，不带产品；要营销先取得同意。',
  safe: '',
  find: ({ marketing, message }) => (marketing && !message.consent ? [null] : []),
};

const hiddenMarketing: Rule = {
  id: 'SV-01',
  category: 'hidden_marketing',
  severity: 'require',
  title: '服务里夹带推销',
  basis: basis(['consumer', '第二十九条第三款'], ['house']),
  reason: '服务提醒里带了产品或优惠，整条就算营销。',
  suggestion: '去掉推销的话，或按营销另写一条。',
  safe: '',
  find: ({ marketing, message, clauses, view }) => {
    if (!marketing || message.purpose === 'marketing') return [];
    return clauses.all.filter((clause) => isPush(view.text.slice(clause.from, clause.to)));
  },
};

const pushing =
  /(?:推荐|介绍|推出|新发|主推|热销|上新|在售|正在发行|有一?[款只](?!条)|新一期|给您留了?)[^,。!?]{0,14}?(?:理财|基金|保险|年金|存单|产品|积存金|信用卡|贷款|分期|信托|新品)|(?:欢迎|可以|可|接着|赶紧|推荐您|建议您)(?:来行|您|到网点|继续|马上)?(?:认购|申购|购买|选购|抢购|买|投保)|(?:理财|基金|保险|年金|积存金|信托|大额存单|分期|消费贷)[^,。!?]{0,8}(?:热销|热卖|开售|发售|上线|上新|首发|优惠|打折|享[^,。]{0,4}折|在抢|很多人(?:都)?(?:在)?买)/;
const notPushing =
  /我?只(?:介绍|卖|推)|不(?:能|会|得|再|谈|提|推|想|做|用|要|是|建议)|没有?(?:推荐|推销)|您(?:持有|已|之前|当初|购买|买|申购|赎回)|到期|赎回|如何|怎么|是否|冒充|诈骗|警惕|本人|可以不买|不买|买卖|您要|您想|查看|停止/;

/** Whether a clause brings a product to the client. */
export function isPush(clause: string): boolean {
  return pushing.test(clause) && !notPushing.test(clause);
}

const noRefusal: Rule = {
  id: 'CO-04',
  category: 'missing_optout',
  severity: 'warn',
  title: '没给拒绝的出口',
  basis: basis(['personalData', '第二十四条第二款']),
  reason: '向客户推送营销，要让他很容易拒绝。',
  suggestion: '加一句“不想再接到这类消息，回一声我就停”。',
  safe: '',
  find: ({ message, view }) => {
    if (message.purpose !== 'marketing' || message.channel === 'sms') return [];
    const told =
      /不感兴趣|不想|不(?:办|买|存|来|听)(?:也)?(?:没关系|可以|行|完全)|由您(?:自己)?(?:决|定)|您定|您自己(?:拿主意|决定|判断)|回一声/;
    return told.test(view.text) ? [] : [null];
  },
};

const optOut =
  /(?:拒收|退订|取消|谢绝|不再接收|停发)[^,。!?]{0,6}?(?:请)?(?:回|发送?)(?:复|送)?[:“"]?\s*[a-z0]{1,4}|回(?:复)?[:“"]?\s*[a-z0]{1,4}[”"]?\s*(?:即可|可)?(?:拒收|退订|取消)|(?:拒收|退订)请?回/;

const withoutOptOut: Rule = {
  id: 'OP-01',
  category: 'missing_optout',
  severity: 'require',
  title: '缺退订方式',
  basis: basis(
    ['advertising', '第四十三条'],
    ['shortMessages'],
    ['personalData', '第二十四条第二款'],
  ),
  reason: '营销短信要告诉客户怎样拒收。',
  suggestion: '在末尾加“拒收请回复R”。',
  safe: '',
  find: ({ marketing, message, view }) =>
    marketing && message.channel === 'sms' && !optOut.test(view.text) ? [null] : [],
};

const assumed: Rule = {
  id: 'CO-05',
  category: 'no_consent',
  severity: 'block',
  title: '默认同意',
  basis: basis(['personalData', '第十四条'], ['consumer', '第二十九条第三款']),
  reason: '同意要客户自己明确表示，不回复、开了户都不算。',
  suggestion: '请客户明确答复，不答复就当没有同意。',
  safe: '愿不愿意接收由您决定',
  find: ({ view }) =>
    [
      ...view.text.matchAll(
        /(?:(?:不|未|没)(?:回|作|做|说|答|有?(?:明确)?(?:拒绝|反对))[^,。]{0,8}|默认|沉默|开(?:了)?户|持卡|使用本行[^,。]{0,6})[^。!?]{0,12}(?:即?视(?:为|作)|就?(?:是|等于|等同于|算|代表)|就?当(?:作)?您?)[^,。!?]{0,4}(?:同意|授权|愿意|接受|答应)|默认(?:您)?(?:同意|愿意|授权|接收)|(?:等同于|视同|即为|即是)(?:您)?(?:同意|授权)[^,。!?]{0,6}(?:发|推|营销|广告|接收)/g,
      ),
    ]
      .filter(
        ({ 0: found, index }) =>
          !/不能?$|不会?$|不得$/.test(view.text.slice(0, index)) &&
          !/不(?:等于|代表|算|是|能|得|会)/.test(found),
      )
      .map(({ 0: found, index }) => ({ from: index, to: index + found.length })),
};

export const consentRules = [assumed, withoutConsent, hiddenMarketing, noRefusal, withoutOptOut];

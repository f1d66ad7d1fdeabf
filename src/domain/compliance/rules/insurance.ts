import { basis } from '../instruments.ts';
import { asserts, type ClaimPlace, type Reading, type Rule } from '../rule.ts';
import { says } from '../words.ts';
import { impliedInsuranceDeposit } from './indirect-praise.ts';

function speaksOfInsurance({ message }: Reading, { sentence }: ClaimPlace): boolean {
  if (message.productType === 'insurance') return true;
  return (
    /分红|保险(?!条例|保障|保护)|年金|增额|分红险|寿险/.test(sentence) && !/存款保险/.test(sentence)
  );
}

const asDeposit: Rule = {
  id: 'CM-02',
  category: 'insurance_as_deposit',
  severity: 'block',
  title: '把保险说成存款',
  basis: basis(['agencyInsurance'], ['networkMarketing', '第十条第四项']),
  reason: '保险不是存款，没有存期、本金和利息的说法。',
  suggestion: '用保险的说法：交保费、保单年度、现金价值、退保损失。',
  safe: '这是保险不是存款，退保可能有损失',
  find: asserts(
    {
      says: says(
        '存(?:进|入|满|够|上)?(?:[一二三四五六七八九十两\\d]+)(?:年|个月|万|笔)|(?:每年|一次|给孩子|给自己|您就当|先)[^,。!?]{0,3}存(?!款|单|量|续|在|疑)|存期|(?:本金和?利息|本息|取本取息|连本带利|本利)|(?:利息|利率|利)(?:高|更?厚|比|高过|多|也)|(?:就是|当|等于|算是?|叫)(?:成)?利息|零存整取|(?:存款|定期)(?:的)?(?:升级版|平替|替代|加强版)|本金(?:加|和|连|与)|利息(?:一年|随时|每年|逐年|滚)|(?:养老|教育|年金|保障|理财)(?:型|式)?存款|存款(?:型|式)保险|(?:相当于|等于|就是|好比|类似)[^,。!?不]{0,10}(?:定期|存款|存单|储蓄)(?!保险|以外)|转存(?:成|为|到)|强制储蓄|(?:就是|当(?:成|作)?|理解成|等于|相当于|是|像|跟|和)(?:我们|银行|一种|您|原来|那张|个|存|笔|的)*(?:存款|定期|定存|存单|存折)(?!以外|[^,。]{0,4}(?:不同|不一样|性质|区别|是两|分清))|(?:定期|定存|存单|存款)[^,。!?不]{0,3}(?:没两样|没区别|一样|差不多|一个道理|新品种|新选择)|高息存款|存款新|(?:这个|五年|三年|十年)的?存单|存在(?:我们|咱们|银行)|换了张纸',
      ),
      unless:
        /误导|以为|核对|分清|还是也?有?|还是别|不能比|两码事|不是(?:一回事|一类|同一|一个意思)/,
      when: (reading, place) =>
        speaksOfInsurance(reading, place) &&
        !/(?:您|那笔|原来的?)(?:的)?(?:定期|存单|存款)(?:快|将|要|已|到期)/.test(place.clause),
    },
    ...impliedInsuranceDeposit,
  ),
};

export const insuranceRules = [asDeposit];

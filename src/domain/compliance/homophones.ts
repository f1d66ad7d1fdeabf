import { rewriteView, type View } from './view.ts';

interface Disguise {
  readonly word: string;
  readonly looks: RegExp;
}

// Only words that mean nothing else in a client's message; what follows or goes before tells 余额宝本周 apart.
const disguises: readonly Disguise[] = [
  {
    word: '保本',
    looks:
      /(?<!余额|支付|元|珠|财|国)[宝堡饱葆煲褓]本(?![周月次金期人年季行日身来店])|保[夲苯笨](?!案)|宝本(?=宝)/g,
  },
  { word: '保息', looks: /(?<=保本|[宝堡饱葆]本)[宝堡饱葆保]息/g },
  { word: '保本', looks: /bao ?ben(?![a-z])|bao ?本|保 ?ben(?![a-z])|亻呆本/g },
  { word: '保息', looks: /bao ?xi(?![a-z])|保 ?xi(?![a-z])|亻呆息/g },
  {
    word: '稳赚',
    looks: /wen ?zhuan|wen ?赚|稳 ?zhuan|稳[撰转篆](?!型|弯|身|折|为)|[吻问]赚(?!钱)|禾急赚/g,
  },
  { word: '零风险', looks: /(?:0|零|ling) ?feng ?xian|[零0]fx(?![a-z])|零[峰疯枫]险/g },
  { word: '收益', looks: /shou ?yi(?![a-z])|收[溢益]yi|收溢/g },
  { word: '返现', looks: /fan ?xian(?![a-z])|反[现線线](?!象|实|状)|返[线仙]/g },
  { word: '刚兑', looks: /gang ?dui|[钢岗]兑|刚[对队]付/g },
  { word: '兜底', looks: /dou ?di(?![a-z])|[逗豆]底(?!部|线)/g },
  { word: '高息', looks: /gao ?xi(?![a-z])|高[惜希](?=存|理财)/g },
  { word: '稳赚不赔', looks: /w ?z ?b ?p(?![a-z])/g },
  { word: '保本保息', looks: /b ?b ?b ?x(?![a-z])/g },
  { word: '理财', looks: /理[才材](?!料)|li ?cai(?![a-z])/g },
  { word: '只赚不赔', looks: /只[撰转]不[赔培陪]/g },
  { word: '不赔', looks: /不[培陪](?=本|钱)/g },
];

/** The view with disguised finance words written out; the same object where there are none. */
export function undisguised(view: View): View {
  return disguises.reduce((read, { word, looks }) => rewriteView(read, looks, () => word), view);
}

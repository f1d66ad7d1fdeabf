import { type Day, formatDay } from '../../domain/calendar/day.ts';
import type { Section } from '../../domain/card/card.ts';
import { dayWords, kindWords, moneyWords } from '../../domain/clients/client-words.ts';
import type { Product } from '../../domain/clients/product.ts';
import {
  type AskedProducts,
  isOnSale,
  isOutdated,
  productsAsked,
  termDays,
} from '../../domain/clients/product-question.ts';
import { answerWith } from '../../domain/conversation/answer.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';
import type { Task } from '../conversation/task.ts';
import { type ClientParts, dayOfRequest } from './client-parts.ts';
import { standingWords } from './client-task.ts';
import { asData } from './record-marks.ts';

const section = (...parts: Section['parts'][number][]): Section => ({
  label: null,
  note: null,
  parts,
});

const dated = (day: Day | null): string => (day === null ? '未写' : formatDay(day));

function citation(one: Product, n: number, today: Day): Citation {
  const words = (day: Day | null) =>
    day === null ? '未写' : `${formatDay(day)}（${dayWords(day, today)}）`;
  const min =
    one.minAmountCents === null
      ? '未写'
      : `${(one.minAmountCents / 100).toFixed(2)}元（${moneyWords(one.minAmountCents)}）`;
  const parts = [
    one.name,
    kindWords[one.kind],
    one.risk ?? '',
    one.issuer ?? '',
    `起购 ${min}`,
    one.rateText ?? '',
    one.benchmarkText ?? '',
    `在售 ${words(one.onSaleFrom)} 至 ${words(one.onSaleTo)}`,
    `数据有效至 ${words(one.validUntil)}`,
  ];
  return {
    n,
    passageId: `products:${one.productId}`,
    document: '产品表',
    heading: asData(one.name),
    origin: 'record',
    quote: asData(parts.filter(Boolean).join('，')),
    source: `产品表 ${one.productId}`,
  };
}

function figureOf(one: Product, today: Day): string {
  const figure = [one.rateText, one.benchmarkText].filter(Boolean).join('，');
  if (figure === '') return '未写';
  if (isOutdated(one, today))
    return `${dayWords(one.validUntil ?? today, today)}已过有效日，不能用`;
  const until = one.validUntil === null ? '' : `，有效至${dayWords(one.validUntil, today)}`;
  return `${asData(figure)}${until}`;
}

function saleOf(one: Product, today: Day): string {
  if (one.onSaleTo !== null && one.onSaleTo < today)
    return `${dayWords(one.onSaleTo, today)}已停售`;
  if (one.onSaleFrom !== null && one.onSaleFrom > today)
    return `${dayWords(one.onSaleFrom, today)}起售`;
  return '在售';
}

const termWords = (one: Product): string => {
  const days = termDays(one.name);
  return days === null
    ? '—'
    : days === 0
      ? '每日开放'
      : asData(/(半|[一二三五两]|\d+)(年|天|个月)/.exec(one.name)?.[0] ?? '—');
};

const row = (one: Product, n: number, today: Day): string[] => [
  `${asData(one.name)}[${n}]`,
  saleOf(one, today),
  one.risk ?? '—',
  termWords(one),
  one.minAmountCents === null ? '—' : moneyWords(one.minAmountCents),
  figureOf(one, today),
];

function lead(asked: AskedProducts, today: Day): string {
  const { products, what } = asked;
  const onSale = products.filter((one) => isOnSale(one, today));
  if (products.length === 0) return `产品表里没有${what}，我不猜。请以当日公示或产品经理答复为准。`;
  if (products.length === 1 && products[0]) {
    const [one] = products;
    return `${asData(one.name)}：${saleOf(one, today)}；利率或基准${figureOf(one, today)}[1]。`;
  }
  if (asked.best !== null && products[0])
    return `${what}里期限最${asked.best === 'shortest' ? '短' : '长'}的排在最前：${asData(products[0].name)}[1]。`;
  return `${what}有 ${products.length} 只，其中在售 ${onSale.length} 只。`;
}

const asksPeople = /(谁|哪些人|哪些客户|哪几个人|几个客户).{0,12}(到期|持有|买|有)/;

/** 大额存单还有吗、R2里最短的理财: from the dated product table and from nothing else. */
export function productTask(parts: ClientParts, lists: () => Task): Task {
  return {
    run: async (request) => {
      if (asksPeople.test(request.text)) return lists().run(request);
      const today = dayOfRequest(request);
      const text = request.knowledge.index.normalise(request.text);
      const asked = productsAsked(text, await parts.products.all(), today);
      const { products, notInTable } = asked;
      const through = standingWords(await parts.book.standing());
      const outdated = products.filter((one) => isOutdated(one, today));
      const last = outdated.map((one) => one.validUntil ?? 0).sort((a, b) => b - a)[0];
      const notes = [
        ...(last === undefined
          ? []
          : [
              `${outdated.length} 只的利率或基准已过有效日（最晚 ${dated(last)}），只说明有这只产品，数字不能用。`,
            ]),
        ...(notInTable.length === 0
          ? []
          : [`${notInTable.join('、')}不在产品表里，以当日公示为准，我不猜。`]),
        `出自产品表，${through}。`,
      ];
      const rows = products.map((one, at) => row(one, at + 1, today));
      const head = ['产品', '在售', '风险', '期限', '起购', '利率或基准'];
      const sections = [
        section({ kind: 'text', text: lead(asked, today) }),
        ...(rows.length === 0 ? [] : [section({ kind: 'table', head, rows })]),
        section({ kind: 'text', text: notes.join('\n') }),
      ];
      const citations = products.map((one, at) => citation(one, at + 1, today));
      const card = { title: null, sections, folded: [], actions: [], citations };
      return answerWith({ kind: 'product', intent: 'product', card });
    },
  };
}

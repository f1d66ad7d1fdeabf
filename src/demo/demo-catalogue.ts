import { addMonths, type Day } from '../domain/calendar/day.ts';
import { type AddRow, type DemoRow, date, yuan } from './demo-rows.ts';

const demandProduct = 'P001';
export const deposits = ['P101', 'P102', 'P103', 'P104'] as const;
export const structuredDeposit = 'P110';
export const wealthProducts = ['P201', 'P202', 'P203', 'P204', 'P205'] as const;
export const fundProducts = ['P301', 'P302', 'P303'] as const;
export const insuranceProducts = ['P401', 'P402'] as const;

type Product = DemoRow<'products'>;

const own = '演示银行';
const wealthHouse = '演示理财公司';

function product(product_id: string, name: string, kind: string, more: Product = {}): Product {
  return { product_id, name, kind, issuer: own, ...more };
}

function deposit(id: string, name: string, minimum: number, rate: string): Product {
  return product(id, name, 'term_deposit', { min_amount: yuan(minimum), rate_text: rate });
}

function wealth(id: string, name: string, risk: string, benchmark: string): Product {
  const more = { risk, issuer: wealthHouse, min_amount: '10000.00', benchmark_text: benchmark };
  return product(id, name, 'wealth', more);
}

const catalogue: readonly Product[] = [
  product(demandProduct, '活期存款', 'demand', { rate_text: '年利率0.05%（演示）' }),
  deposit('P101', '整存整取一年', 50, '年利率0.95%（演示）'),
  deposit('P102', '整存整取两年', 50, '年利率1.05%（演示）'),
  deposit('P103', '整存整取三年', 50, '年利率1.25%（演示）'),
  deposit('P104', '大额存单三年', 200_000, '年利率1.55%（演示）'),
  product(structuredDeposit, '挂钩型结构性存款半年', 'structured_deposit', {
    risk: 'R1',
    min_amount: '10000.00',
  }),
  wealth('P201', '日日活现金管理', 'R1', ''),
  wealth('P202', '安稳最短持有180天', 'R2', '业绩比较基准1.8%-2.4%（演示）'),
  wealth('P203', '稳享定开半年', 'R2', '业绩比较基准2.0%-2.6%（演示）'),
  wealth('P204', '固收增强一年', 'R3', '业绩比较基准2.2%-3.2%（演示）'),
  wealth('P205', '混合进取三年', 'R4', ''),
  product('P301', '演示债券基金', 'fund', { risk: 'R2', issuer: '演示基金公司' }),
  product('P302', '演示均衡混合基金', 'fund', { risk: 'R3', issuer: '演示基金公司' }),
  product('P303', '演示科技股票基金', 'fund', { risk: 'R5', issuer: '演示基金公司' }),
  product('P401', '演示终身年金保险', 'insurance', { issuer: '演示人寿' }),
  product('P402', '演示增额终身寿险', 'insurance', { issuer: '演示人寿' }),
  product('P501', '积存金', 'gold', { risk: 'R3' }),
  product('P601', '演示家族信托', 'trust', { risk: 'R4', min_amount: '6000000.00' }),
  product('P701', '储蓄国债三年', 'bond', { rate_text: '年利率1.63%（演示）' }),
  product('P801', '白金信用卡', 'card'),
  product('P901', '个人住房贷款', 'loan'),
];

/** Products with figures that hold for a month, one off the shelf, and one not yet on it. */
export function writeCatalogue(today: Day, add: AddRow): void {
  for (const one of catalogue) {
    const figures = one.rate_text || one.benchmark_text;
    add('products', {
      ...one,
      on_sale_from: date(addMonths(today, -18)),
      on_sale_to: one.product_id === 'P104' ? date(addMonths(today, -1)) : null,
      valid_until: figures ? date(today - (one.kind === 'term_deposit' ? 4 : -20)) : null,
    });
  }
}

/** What happened to the branch or a product; approved, so that it may be told. */
export function writeEvents(today: Day, add: AddRow): void {
  add('events', {
    event_id: 'E0001',
    scope: 'product',
    scope_id: 'P204',
    kind: 'reputation',
    from_on: date(today - 12),
    to_on: date(today + 18),
    text: '（演示）媒体报道同类产品净值波动',
    approved_by: 'brand',
  });
  add('events', {
    event_id: 'E0002',
    scope: 'branch',
    scope_id: 'B001',
    kind: 'outage',
    from_on: date(today - 40),
    to_on: date(today - 39),
    text: '（演示）自助设备检修',
    approved_by: 'brand',
  });
}

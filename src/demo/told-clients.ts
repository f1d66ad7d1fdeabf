import type { DemoRow } from './demo-rows.ts';

/** A day of the story, counted from the day on which it is told. */
export type When = number;

export interface Told {
  readonly number: number;
  readonly client: DemoRow<'clients'>;
  readonly age: number;
  readonly tail?: string;
  /** Assets in ten thousand yuan at the last month ends, newest first. */
  readonly aum: readonly number[];
  readonly level?: readonly [level: string, assessed: When];
  readonly marketing?: readonly ('sms' | 'wechat' | 'call')[];
  readonly holdings: readonly (Omit<
    DemoRow<'holdings'>,
    'start_on' | 'maturity_on' | 'redeem_by'
  > & {
    readonly start: When;
    readonly maturity?: When;
    readonly redeem?: When;
  })[];
  readonly contacts: readonly (Omit<DemoRow<'contacts'>, 'contacted_at' | 'next_on'> & {
    readonly at: When;
    readonly next?: When;
  })[];
  readonly transfers?: readonly (readonly [id: string, at: When, amount: number])[];
}

const missed = { channel: 'call', direction: 'out', effective: false, result: '未接' };
const talked = { channel: 'call', direction: 'out', effective: true, result: '已沟通' };

/** The clients of the documentation's dialogues, on the day on which those take place. */
export const toldClients: readonly Told[] = [
  {
    number: 123,
    client: { name: '王建国', gender: 'male', salutation: '王总', occupation: null, disc: null },
    age: 58,
    tail: '0917',
    aum: [92.4, 104.6, 103.2, 102.8, 101.9],
    level: ['C3', -341],
    marketing: ['sms', 'call'],
    holdings: [
      {
        holding_id: 'H5510',
        product_id: 'P103',
        amount: '300000.00',
        start: -1086,
        maturity: 10,
        auto_renew: false,
      },
      { holding_id: 'H5873', product_id: 'P202', amount: '286000.00', start: -260 },
      { holding_id: 'H5001', product_id: 'P001', amount: '31000.00', start: -3000 },
    ],
    contacts: [
      {
        ...talked,
        contact_id: 'T88201',
        at: -18,
        next: -4,
        note: '问三年定存利率，答应回复；提到孩子明年结婚',
      },
    ],
    transfers: [
      ['T90112', -15, -150_000],
      ['T90377', -8, -150_000],
      ['T90801', -4, -120_000],
      ['T87702', -62, -80_000],
      // Out and back in summer: until it is ninety days past, the outflow is nothing new.
      ['T86011', -90, -360_000],
      ['T86012', -89, 360_000],
    ],
  },
  {
    number: 31,
    client: {
      name: '何桂兰',
      gender: 'female',
      preferred_hours: '09:00-11:30',
      occupation: '退休',
    },
    age: 71,
    aum: [56.2, 56.1, 56],
    level: ['C2', -120],
    marketing: ['sms', 'call'],
    holdings: [
      {
        holding_id: 'H4102',
        product_id: 'P103',
        amount: '500000.00',
        start: -1101,
        maturity: -5,
        auto_renew: false,
        closed_on: 'maturity',
      },
      { holding_id: 'H4001', product_id: 'P001', amount: '512000.00', start: -4000 },
    ],
    contacts: [
      {
        contact_id: 'T87011',
        at: -27,
        channel: 'visit',
        direction: 'in',
        effective: true,
        result: '约了见面',
        note: '约好到期再来',
      },
      { ...missed, contact_id: 'T88930', at: -4 },
      { ...missed, contact_id: 'T89502', at: -1 },
    ],
  },
  {
    number: 56,
    client: { name: '陈丽', gender: 'female', occupation: '退休' },
    age: 67,
    aum: [118.5, 118.1, 117.6],
    level: ['C2', -200],
    marketing: ['sms'],
    holdings: [
      {
        holding_id: 'H5601',
        product_id: 'P102',
        amount: '800000.00',
        start: -729,
        maturity: 2,
        auto_renew: false,
      },
      {
        holding_id: 'H5602',
        product_id: 'P203',
        amount: '300000.00',
        start: -90,
        maturity: 92,
        redeem: 88,
      },
    ],
    contacts: [{ ...talked, contact_id: 'T85120', at: -73, note: '身体很好，秋天去看女儿' }],
  },
  {
    number: 78,
    client: {
      name: '周志强',
      gender: 'male',
      preferred_hours: '18:00-20:00',
      occupation: '工程师',
    },
    age: 44,
    aum: [96.3, 95.8, 95.9],
    level: ['C3', -60],
    marketing: ['wechat'],
    holdings: [
      {
        holding_id: 'H7801',
        product_id: 'P110',
        amount: '750000.00',
        start: -180,
        maturity: 3,
        auto_renew: false,
      },
    ],
    contacts: [
      { ...missed, contact_id: 'T89011', at: -19 },
      { ...missed, contact_id: 'T89340', at: -16 },
    ],
  },
  {
    number: 90,
    client: { name: '孙悦', gender: 'female', occupation: '财务' },
    age: 39,
    aum: [74.8, 74.2, 73.9],
    level: ['C3', -30],
    marketing: ['sms', 'wechat', 'call'],
    holdings: [
      {
        holding_id: 'H9001',
        product_id: 'P203',
        amount: '600000.00',
        start: -177,
        maturity: 6,
        redeem: 2,
        auto_renew: true,
      },
    ],
    contacts: [{ ...talked, contact_id: 'T86033', at: -40, note: '说月底看看要不要继续放' }],
  },
  {
    number: 104,
    client: { name: '吴凯', gender: 'male', occupation: '公司职员' },
    age: 36,
    aum: [42.7, 41.5, 40.2],
    level: ['C3', -175],
    marketing: ['sms'],
    holdings: [{ holding_id: 'H10401', product_id: 'P201', amount: '180000.00', start: -220 }],
    contacts: [{ ...talked, contact_id: 'T86900', at: -21, note: '问半年左右的理财' }],
  },
  {
    number: 12,
    client: { name: '郑国强', gender: 'male', salutation: '郑总', disc: 'D', occupation: '企业主' },
    age: 52,
    aum: [188.2, 187.5, 186.9],
    level: ['C3', -90],
    marketing: ['call', 'wechat'],
    holdings: [
      {
        holding_id: 'H1201',
        product_id: 'P103',
        amount: '1000000.00',
        start: -1089,
        maturity: 7,
        auto_renew: false,
      },
    ],
    contacts: [{ ...talked, contact_id: 'T88102', at: -5, note: '说他行三年定存更高' }],
  },
  {
    number: 145,
    client: { name: '刘文博', gender: 'male', disc: 'S', occupation: '教师' },
    age: 47,
    aum: [63.4, 63.3, 63.1],
    level: ['C2', -150],
    marketing: ['wechat', 'call'],
    holdings: [
      {
        holding_id: 'H14501',
        product_id: 'P101',
        amount: '300000.00',
        start: -340,
        maturity: 25,
        auto_renew: false,
      },
    ],
    contacts: [
      {
        ...talked,
        contact_id: 'T88005',
        at: -9,
        next: 2,
        result: '再考虑',
        note: '回去跟爱人商量，第三次',
      },
    ],
  },
  {
    number: 167,
    client: { name: '陈志明', gender: 'male', disc: 'C', occupation: '会计' },
    age: 50,
    aum: [81, 82.4, 84],
    level: ['C3', -250],
    holdings: [
      {
        holding_id: 'H16701',
        product_id: 'P204',
        amount: '400000.00',
        start: -330,
        cost: '400000.00',
        market_value: '372000.00',
      },
    ],
    contacts: [{ ...talked, contact_id: 'T88410', at: -3, channel: 'visit', note: '对浮亏不满' }],
  },
  {
    number: 188,
    client: { name: '赵淑华', gender: 'female', occupation: '个体经营' },
    age: 52,
    aum: [58.8, 58.2, 57.9],
    level: ['C2', -45],
    marketing: ['call'],
    holdings: [
      {
        holding_id: 'H18801',
        product_id: 'P102',
        amount: '400000.00',
        start: -300,
        maturity: 430,
        auto_renew: true,
      },
    ],
    contacts: [
      {
        ...talked,
        contact_id: 'T88660',
        at: -12,
        channel: 'visit',
        note: '担心年金险急用时取不出来',
      },
    ],
  },
];

import { type Day, formatDay } from '../../domain/calendar/day.ts';
import type {
  Assessment,
  Complaint,
  Consent,
  Contact,
  Loan,
  MonthBalance,
  Tag,
  TransferOut,
} from '../../domain/clients/client-records.ts';
import {
  channelWords,
  dayWords,
  loanWords,
  moneyWords,
  outreachWords,
  tagWords,
} from '../../domain/clients/client-words.ts';
import type { Holding } from '../../domain/clients/holding.ts';
import type { Citation } from '../../domain/knowledge/citation.ts';

/** Text of the book as words of a card: nothing in it is markup, whatever somebody wrote there. */
export function asData(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    '[': '［',
    ']': '］',
    '*': '＊',
    '|': '｜',
    '`': '｀',
  };
  return text
    .replace(/[[\]*|`]/g, (mark) => marks[mark] ?? mark)
    .replace(/\s+/g, ' ')
    .trim();
}

const exact = (cents: number): string =>
  `${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}元（${moneyWords(cents)}）`;

/** Numbers the records that a card stands on, as they are first used. */
export class RecordMarks {
  readonly citations: Citation[] = [];
  readonly #client: string;
  readonly #today: Day;

  constructor(client: string, today: Day) {
    this.#client = client;
    this.#today = today;
  }

  #mark(table: string, id: string, title: string, quote: string): string {
    const passageId = `${table}:${id}`;
    const known = this.citations.find((citation) => citation.passageId === passageId);
    if (known) return `[${known.n}]`;
    const n = this.citations.length + 1;
    const source = `${title} ${asData(id)}`;
    this.citations.push({
      n,
      passageId,
      document: `${this.#client}的记录`,
      heading: source,
      origin: 'record',
      quote: asData(quote),
      source,
    });
    return `[${n}]`;
  }

  #day(day: Day): string {
    return `${formatDay(day)}（${dayWords(day, this.#today)}）`;
  }

  holding(one: Holding): string {
    const parts = [
      one.productName,
      one.risk ?? '',
      exact(one.amountCents),
      one.maturityOn === null ? '' : `到期 ${this.#day(one.maturityOn)}`,
      one.redeemBy === null ? '' : `赎回预约截止 ${this.#day(one.redeemBy)}`,
      one.autoRenew === null ? '' : one.autoRenew ? '自动转存' : '未设自动转存',
    ];
    return this.#mark('holdings', one.holdingId, '持有', parts.filter(Boolean).join('，'));
  }

  balance(clientId: string, one: MonthBalance): string {
    const parts = [
      `月末 ${this.#day(one.monthEnd)}`,
      `资产 ${exact(one.aumCents)}`,
      one.aumAverageCents === null ? '' : `月日均 ${exact(one.aumAverageCents)}`,
      one.depositsCents === null ? '' : `存款 ${exact(one.depositsCents)}`,
    ];
    const id = `${clientId};${formatDay(one.monthEnd)}`;
    return this.#mark('balances', id, '资产', parts.filter(Boolean).join('，'));
  }

  /** Month ends that are shown together, as one source. */
  balances(clientId: string, months: readonly MonthBalance[]): string {
    const words = months.map((one) => `${formatDay(one.monthEnd)} ${exact(one.aumCents)}`);
    return this.#mark('balances', clientId, '月末资产', words.join('；'));
  }

  contact(one: Contact): string {
    const parts = [
      this.#day(one.contactedOn),
      `${channelWords[one.channel]}${one.direction === 'in' ? '（客户主动）' : ''}`,
      one.result ?? '',
      one.note ?? '',
      one.nextOn === null ? '' : `下次 ${this.#day(one.nextOn)}`,
    ];
    return this.#mark('contacts', one.contactId, '联系记录', parts.filter(Boolean).join('，'));
  }

  assessment(clientId: string, one: Assessment): string {
    const quote = `${one.level}，测评日 ${this.#day(one.assessedOn)}，有效至 ${this.#day(one.assessedOn + 365)}`;
    return this.#mark('assessments', `${clientId};${formatDay(one.assessedOn)}`, '测评', quote);
  }

  consent(clientId: string, one: Consent): string {
    const what = one.purpose === 'marketing' ? '营销' : '数据分析';
    const until = one.revokedOn === null ? '未撤回' : `${this.#day(one.revokedOn)}撤回`;
    const quote = `${outreachWords[one.channel]}${what}授权，${this.#day(one.grantedOn)}同意，${until}`;
    return this.#mark(
      'consents',
      `${clientId};${one.purpose};${one.channel};${formatDay(one.grantedOn)}`,
      '授权',
      quote,
    );
  }

  complaint(one: Complaint): string {
    const end = one.closedOn === null ? '未结' : `${this.#day(one.closedOn)}结案`;
    const quote = `${this.#day(one.openedOn)}，${one.topic ?? '未写事由'}，${one.level}级，${end}`;
    return this.#mark('complaints', one.complaintId, '投诉', quote);
  }

  loan(one: Loan): string {
    const end = one.settledOn === null ? '' : `，${this.#day(one.settledOn)}结清`;
    const asked =
      one.prepayRequestedOn === null ? '' : `，${this.#day(one.prepayRequestedOn)}申请提前还款`;
    const quote = `${loanWords[one.kind]}，余额 ${exact(one.balanceCents)}${asked}${end}`;
    return this.#mark('loans', one.loanId, '贷款', quote);
  }

  tag(clientId: string, one: Tag): string {
    const until = one.expiresOn === null ? '' : `，到 ${this.#day(one.expiresOn)}`;
    const quote = `${tagWords(one.tag)}，${this.#day(one.enteredOn)}登记${until}`;
    return this.#mark('tags', `${clientId};${one.tag};${formatDay(one.enteredOn)}`, '标签', quote);
  }

  /** Transfers that are told of together, as one source. */
  transfers(clientId: string, some: readonly TransferOut[]): string {
    const sum = some.reduce((cents, one) => cents + one.amountCents, 0);
    const words = some.map(
      (one) =>
        `${this.#day(one.bookedOn)} ${exact(one.amountCents)}${one.sameName === true ? '（同名账户）' : ''} 交易 ${asData(one.transactionId)}`,
    );
    const total = `合计 ${exact(sum)}，${some.length} 笔`;
    return this.#mark('transactions', clientId, '转往他行', [total, ...words].join('；'));
  }

  /** The client's own row; the words say what of it is told. */
  master(clientId: string, words: string): string {
    return this.#mark('clients', clientId, '客户档案', words);
  }
}

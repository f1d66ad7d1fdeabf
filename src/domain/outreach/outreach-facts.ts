import { civilDate, type Day, formatDay } from '../calendar/day.ts';
import type { OutreachChannel } from '../clients/client.ts';
import type { ClientCard } from '../clients/client-card.ts';
import { assessmentValidDays, type Contact } from '../clients/client-records.ts';
import type { Holding } from '../clients/holding.ts';
import type { ProductKind } from '../clients/product.ts';
import { kindName, type OfferedProduct, productTypeOf } from './offered-product.ts';
import type { Situation, SlotName, Slots } from './skeleton.ts';

/** Who speaks to the client. */
export interface Speaker {
  readonly bankName: string;
  readonly bankPhone: string;
  readonly branch: string;
  readonly name: string;
  readonly employeeId: string;
}

/** The holding to decide on next, and until when. */
interface Due {
  readonly holding: Holding;
  readonly on: Day;
  /** Notice has to be given; otherwise it just ends. */
  readonly byNotice: boolean;
}

export interface OutreachFacts {
  readonly slots: Slots;
  readonly situation: Situation;
  readonly due: Due | null;
  readonly promise: Contact | null;
  readonly age: number | null;
  /** 1–5 for C1–C5. */
  readonly level: number | null;
}

const seniorAge = 65;
const closedComplaintDays = 30;

const doubleSurname = /^(?:欧阳|上官|司马|诸葛|司徒|东方|尉迟|皇甫|公孙|慕容|令狐|夏侯|端木|南宫)/u;

function surname(name: string): string {
  return doubleSurname.exec(name)?.[0] ?? [...name][0] ?? '';
}

/** 姓+先生/女士; empty where the gender is not recorded or the name is no Chinese one. */
function formalAddress({ name, gender }: ClientCard['client']): string {
  if (gender === null || !/^\p{Script=Han}{2,4}$/u.test(name)) return '';
  return `${surname(name)}${gender === 'male' ? '先生' : '女士'}`;
}

/** As a client reads it: the year only where it is not this one. */
function spokenDay(day: Day, today: Day): string {
  const { year, month, day: date } = civilDate(day);
  return `${year === civilDate(today).year ? '' : `${year}年`}${month}月${date}日`;
}

function ageOn(birthDate: Day | null, today: Day): number | null {
  if (birthDate === null) return null;
  const [born, now] = [civilDate(birthDate), civilDate(today)];
  const before = now.month * 100 + now.day < born.month * 100 + born.day;
  return now.year - born.year - (before ? 1 : 0);
}

const placed: ReadonlySet<ProductKind> = new Set([
  'term_deposit',
  'structured_deposit',
  'wealth',
  'fund',
  'insurance',
  'trust',
  'bond',
]);

function nextDue(holdings: readonly Holding[], today: Day): Due | null {
  const dues = holdings.flatMap((holding): Due[] => {
    const { kind, maturityOn, redeemBy, closedOn } = holding;
    if (!placed.has(kind) || (closedOn !== null && closedOn <= today)) return [];
    if (redeemBy !== null && redeemBy >= today) return [{ holding, on: redeemBy, byNotice: true }];
    return maturityOn !== null && maturityOn >= today
      ? [{ holding, on: maturityOn, byNotice: false }]
      : [];
  });
  return dues.sort((a, b) => a.on - b.on)[0] ?? null;
}

/** The latest promise that has passed without an effective contact since. */
function brokenPromise(contacts: readonly Contact[], today: Day): Contact | null {
  for (const contact of contacts) {
    if (contact.nextOn !== null) return contact.nextOn < today ? contact : null;
    if (contact.effective) return null;
  }
  return null;
}

const dueKinds: Partial<Record<ProductKind, Situation['due']>> = {
  term_deposit: 'deposit',
  structured_deposit: 'structured',
  insurance: 'insurance',
};

function complaintOf({ complaints }: ClientCard, today: Day) {
  const open = complaints.find(
    ({ openedOn, closedOn }) => openedOn <= today && (closedOn === null || closedOn > today),
  );
  if (open) return { state: 'open', complaint: open } as const;
  const closed = complaints.find(
    ({ closedOn }) =>
      closedOn !== null && closedOn <= today && today - closedOn <= closedComplaintDays,
  );
  return closed ? ({ state: 'closed', complaint: closed } as const) : null;
}

/** Whether the client agreed to marketing on a channel; a later withdrawal counts for all it covers. */
export function mayMarket(
  { client, consents }: ClientCard,
  channel: OutreachChannel,
  today: Day,
): boolean {
  if (client.doNotContact) return false;
  const own = consents.filter(
    (consent) =>
      consent.purpose === 'marketing' &&
      (consent.channel === channel || consent.channel === 'all') &&
      consent.grantedOn <= today,
  );
  const withdrawn = Math.max(
    ...own.map(({ revokedOn }) =>
      revokedOn !== null && revokedOn <= today ? revokedOn : -Infinity,
    ),
  );
  return own.some(
    ({ grantedOn, revokedOn }) =>
      (revokedOn === null || revokedOn > today) && grantedOn > withdrawn,
  );
}

function addressSlots(card: ClientCard, channel: OutreachChannel): Slots {
  const formal = formalAddress(card.client);
  // A salutation is said aloud; what is longer than one is somebody's note.
  const { salutation } = card.client;
  const spoken =
    salutation !== null && /^\p{Script=Han}{2,5}$/u.test(salutation) ? salutation : formal;
  return {
    称呼: channel === 'call' ? spoken : formal,
    本人: spoken === '' ? '您好，请问是机主本人吗？' : `您好，请问是${spoken}本人吗？`,
  };
}

function productSlots(product: OfferedProduct | null): Slots {
  if (product === null) return {};
  const { name, kind, risk, issuer } = product;
  return {
    产品: name,
    产品类: kindName(kind, name),
    ...(risk === null ? {} : { 等级: risk, 适合: `C${risk.slice(1)}` }),
    ...(issuer === null ? {} : { 管理人: issuer }),
  };
}

interface Told {
  readonly channel: OutreachChannel;
  readonly product: OfferedProduct | null;
  /** Of an invitation: what, when and where, as the manager wrote it. */
  readonly event: string | null;
}

/** Days that a text may name, as the client reads them. */
function daySlots(card: ClientCard, today: Day, due: Due | null, promise: Contact | null): Slots {
  const [assessment] = card.assessments;
  const [lastContact] = card.contacts;
  const days: Partial<Record<SlotName, Day | null | undefined>> = {
    到期日: due?.byNotice ? null : due?.on,
    截止日: due?.byNotice ? due.on : null,
    答应日: promise?.nextOn,
    上次: lastContact?.contactedOn,
    投诉日: complaintOf(card, today)?.complaint.openedOn,
    测评日: assessment?.assessedOn,
    测评到期: assessment && assessment.assessedOn + assessmentValidDays,
  };
  return Object.fromEntries(
    Object.entries(days).flatMap(([name, day]) =>
      day === null || day === undefined ? [] : [[name, spokenDay(day, today)]],
    ),
  );
}

function speakerSlots({ bankName, bankPhone, branch, name, employeeId }: Speaker): Slots {
  const own = branch.startsWith(bankName) ? branch.slice(bankName.length) : branch;
  return { 银行: bankName, 支行: own, 经理: name, 工号: employeeId, 客服: bankPhone };
}

function assessmentState(card: ClientCard, today: Day): Situation['assessment'] {
  const [assessment] = card.assessments;
  if (!assessment) return 'none';
  return assessment.assessedOn + assessmentValidDays >= today ? 'valid' : 'expired';
}

function dueKind(due: Due | null): Situation['due'] {
  return due ? (dueKinds[due.holding.kind] ?? 'investment') : null;
}

const wholeYears = (days: number): number => Math.floor(days / 365.25);

/** All that a text to this client may say, and what its skeleton is chosen by. */
export function outreachFacts(
  card: ClientCard,
  today: Day,
  speaker: Speaker,
  { channel, product, event }: Told,
): OutreachFacts {
  const { client } = card;
  const due = nextDue(card.holdings, today);
  const promise = brokenPromise(card.contacts, today);
  const [lastContact] = card.contacts;
  const years = wholeYears(today - client.openedOn);
  const age = ageOn(client.birthDate, today);
  const slots: Slots = {
    ...addressSlots(card, channel),
    ...speakerSlots(speaker),
    ...productSlots(product),
    ...daySlots(card, today, due, promise),
    ...(due && { 持有: kindName(due.holding.kind, due.holding.productName) }),
    ...(years >= 1 && { 年数: String(years) }),
    ...(event !== null && { 活动: event }),
  };
  return {
    slots,
    situation: {
      due: dueKind(due),
      autoRenew: due?.holding.autoRenew ?? null,
      notice: due?.byNotice === true,
      disc: client.disc,
      years,
      silenceDays: lastContact ? today - lastContact.contactedOn : null,
      promise: promise !== null,
      complaint: complaintOf(card, today)?.state ?? null,
      assessment: assessmentState(card, today),
      senior: age !== null && age >= seniorAge,
      product: product && productTypeOf(product.kind),
      event: event !== null,
      month: civilDate(today).month,
    },
    due,
    promise,
    age,
    level: card.assessments[0] ? Number(card.assessments[0].level.slice(1)) : null,
  };
}

/** YYYY-MM-DD of the assessment that counts; null: never assessed. */
export function assessmentDate({ assessments }: ClientCard): string | null {
  return assessments[0] ? formatDay(assessments[0].assessedOn) : null;
}

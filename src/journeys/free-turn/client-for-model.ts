import type { Day } from '../../domain/calendar/day.ts';
import type { ClientSummary } from '../../domain/clients/client.ts';
import { outreachChannels } from '../../domain/clients/client.ts';
import type { ClientCard } from '../../domain/clients/client-card.ts';
import {
  ageOn,
  assessmentOf,
  marketingConsent,
  openPromises,
} from '../../domain/clients/client-standing.ts';
import {
  channelWords,
  dayWords,
  discWords,
  genderWords,
  loanWords,
  moneyWords,
  outreachWords,
  statusWords,
} from '../../domain/clients/client-words.ts';
import { amountBand } from '../../domain/masking/amount-band.ts';
import type { SlotVault } from '../../domain/masking/slot-vault.ts';
import { asData, RecordMarks } from '../clients/record-marks.ts';
import type { FreeTurn } from './free-turn-parts.ts';

/** A link in what somebody noted is words, not a link. */
const inert = (text: string): string => asData(text).replace(/:\/\//g, '：//');

export function moneySlot(cents: number, vault: SlotVault): string {
  return `${vault.hide('M', moneyWords(cents))}（${amountBand(cents)}）`;
}

export function wordsSlot(text: string, vault: SlotVault): string {
  return vault.hide('T', inert(text));
}

/** From now on name and id of the client are masked in everything. */
export function nameSlot(
  { name, clientId, salutation }: Pick<ClientSummary, 'name' | 'clientId' | 'salutation'>,
  vault: SlotVault,
): string {
  if (salutation !== null && salutation.length >= 2) vault.hideEverywhere('N', inert(salutation));
  vault.hideEverywhere('I', clientId);
  return vault.hideEverywhere('N', inert(name));
}

interface Told {
  readonly card: ClientCard;
  readonly today: Day;
  readonly vault: SlotVault;
  readonly marks: RecordMarks;
}

function holdings({ card, today, vault, marks }: Told): string[] {
  return card.holdings.map((one) => {
    const parts = [
      `${asData(one.productName)}${one.risk === null ? '' : `（${one.risk}）`}`,
      moneySlot(one.amountCents, vault),
      one.maturityOn === null ? '没有到期日' : `${dayWords(one.maturityOn, today)}到期`,
      one.redeemBy === null ? '' : `赎回预约截止${dayWords(one.redeemBy, today)}`,
      one.autoRenew === null ? '' : one.autoRenew ? '已设自动转存' : '未设自动转存',
    ];
    return `持有：${parts.filter(Boolean).join('，')}${marks.holding(one)}`;
  });
}

function standing({ card, today, marks }: Told): string[] {
  const { clientId, doNotContact } = card.client;
  const level = assessmentOf(card, today);
  const tested = level
    ? `${level.assessment.level}，${dayWords(level.validTo, today)}${level.daysLeft < 0 ? '已过期' : '到期'}${marks.assessment(clientId, level.assessment)}`
    : '没有记录';
  const consents = outreachChannels.flatMap((channel) => {
    const given = marketingConsent(card, channel, today);
    return given ? [`${outreachWords[channel]}营销：已授权${marks.consent(clientId, given)}`] : [];
  });
  return [
    `风险测评：${tested}`,
    ...(consents.length === 0 ? ['营销授权：没有'] : consents),
    ...(doNotContact ? ['免打扰：是，不做营销联系'] : []),
  ];
}

function talks({ card, today, vault, marks }: Told): string[] {
  const recent = card.contacts.slice(0, 4).map((one) => {
    const noted = [one.result, one.note].filter(Boolean).join('，');
    const about = noted === '' ? '' : `，记录：${wordsSlot(noted, vault)}`;
    const talked = one.effective === true ? '，有效沟通' : '';
    return `联系：${dayWords(one.contactedOn, today)}${channelWords[one.channel]}${talked}${about}${marks.contact(one)}`;
  });
  const promised = openPromises(card).map(
    (one) => `答应过、还没办：${dayWords(one.nextOn ?? today, today)}前${marks.contact(one)}`,
  );
  return [...(recent.length === 0 ? ['联系：没有记录'] : recent), ...promised];
}

function others({ card, today, vault, marks }: Told): string[] {
  const { clientId } = card.client;
  const open = card.complaints
    .filter((one) => one.closedOn === null)
    .map((one) => {
      const topic = one.topic === null ? '' : `，事由：${wordsSlot(one.topic, vault)}`;
      return `未结投诉：${dayWords(one.openedOn, today)}${topic}${marks.complaint(one)}`;
    });
  const loans = card.loans
    .filter((one) => one.settledOn === null)
    .map(
      (one) => `${loanWords[one.kind]}：${moneySlot(one.balanceCents, vault)}${marks.loan(one)}`,
    );
  const tags = card.tags
    .filter((one) => one.expiresOn === null || one.expiresOn >= today)
    .map((one) => `标签：${wordsSlot(one.tag, vault)}${marks.tag(clientId, one)}`);
  const [last] = card.balances.slice(-1);
  const assets = last
    ? [`月末资产：${moneySlot(last.aumCents, vault)}${marks.balance(clientId, last)}`]
    : [];
  return [...assets, ...open, ...loans, ...tags];
}

function profile({ card, today, vault, marks }: Told): string {
  const { client } = card;
  const { clientId, birthDate, gender, disc, preferredChannel, status, occupation, remark } =
    client;
  const words = [
    gender === null ? '' : genderWords[gender],
    birthDate !== null && ageOn(birthDate, today) >= 65 ? '高龄客户' : '',
    disc === null ? '' : discWords[disc],
    preferredChannel === null ? '' : `喜欢${outreachWords[preferredChannel]}`,
    status === 'active' ? '' : `状态${statusWords[status]}`,
  ].filter(Boolean);
  const hidden = [
    occupation === null ? '' : `职业：${wordsSlot(occupation, vault)}`,
    remark === null ? '' : `备注：${wordsSlot(remark, vault)}`,
  ].filter(Boolean);
  const mark = marks.master(clientId, [...words, occupation ?? '', remark ?? ''].join('，'));
  const name = nameSlot(client, vault);
  return `客户：${name}，${[...words, ...hidden].join('，')}${mark}`;
}

/**
 * One client as a model may know it: what comes from closed lists (dates, levels, kinds, products)
 * stands open; everything that somebody typed, and all that points at a person, is a slot.
 */
export function clientForModel(card: ClientCard, today: Day, turn: FreeTurn): string {
  const { vault, sources } = turn;
  const marks = new RecordMarks(asData(card.client.name), today);
  const told = { card, today, vault, marks };
  const lines = [
    profile(told),
    ...holdings(told),
    ...standing(told),
    ...talks(told),
    ...others(told),
  ];
  const handles = marks.citations.map(({ n, ...citation }) => {
    const own = lines.filter((line) => line.includes(`[${n}]`));
    const seen = own.map((line) => line.replace(/\[\d+\]/g, '')).join('\n');
    return sources.addRecord(citation, seen);
  });
  turn.clientIds.add(card.client.clientId);
  return lines
    .map((line) => line.replace(/\[(\d+)\]/g, (_all, n: string) => `[${handles[Number(n) - 1]}]`))
    .join('\n');
}

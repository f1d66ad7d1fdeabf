import { maskNames, maskText } from '../clients/masking/mask-text.ts';
import type { MaskedClient } from '../clients/masking/masked-client.ts';
import { type Citation, restsOnClient } from '../knowledge/citation.ts';
import type { Action, Card, Part, Section } from './card.ts';

/** Fields of a client's card that are left out altogether. */
const leftOut = new Set([
  '客户号',
  '手机',
  '证件',
  '证件号',
  '生日',
  '称呼',
  '职业',
  '单位',
  '地址',
  '备注',
]);
/** Columns of a table that hold what somebody wrote down. */
const freeColumns = new Set(['结果', '内容', '备注']);

type Mask = (text: string) => string;

interface Masks {
  readonly own: Mask;
  readonly material: Mask;
  readonly isMaterial: (n: number) => boolean;
}

const mark = /\[(\d+)\]/g;

/** Figures that a passage of the material stands for stay; all other text loses them. */
function masked(text: string, { own, material, isMaterial }: Masks): string {
  const runs = text.match(/[\s\S]*?(?:\[\d+\])+|[\s\S]+$/g) ?? [];
  return runs
    .map((run) => {
      const marks = [...run.matchAll(mark)].map((found) => Number(found[1]));
      return marks.length > 0 && marks.every(isMaterial) ? material(run) : own(run);
    })
    .join('');
}

function maskedRow(cells: readonly string[], free: ReadonlySet<number>, masks: Masks): string[] {
  const marks = [...cells.join(' ').matchAll(mark)].map((found) => Number(found[1]));
  const ofMaterial = marks.length > 0 && marks.every(masks.isMaterial);
  const mask = ofMaterial ? masks.material : masks.own;
  return cells.map((cell, at) => (free.has(at) && !ofMaterial ? '（略）' : mask(cell)));
}

function maskedPart(part: Part, masks: Masks): Part {
  switch (part.kind) {
    case 'text':
      return { ...part, text: masked(part.text, masks) };
    case 'line': {
      const ofMaterial = part.marks.length > 0 && part.marks.every(masks.isMaterial);
      return { ...part, text: (ofMaterial ? masks.material : masks.own)(part.text) };
    }
    case 'list':
      return { ...part, items: part.items.map((item) => masked(item, masks)) };
    case 'table': {
      const free = new Set(
        part.head.flatMap((name, at) => (freeColumns.has(name) && at > 0 ? [at] : [])),
      );
      // 规则检查 has a column 结果 as well, which holds the rules' words.
      const columns = part.head[0] === '规则检查' ? new Set<number>() : free;
      const rows = part.rows.map((cells) => maskedRow(cells, columns, masks));
      return { kind: part.kind, head: part.head, rows };
    }
    case 'fields': {
      const shown = part.fields.filter(({ name }) => !leftOut.has(name));
      return {
        ...part,
        fields: shown.map(({ name, value }) => ({ name, value: masked(value, masks) })),
      };
    }
  }
}

function isEmpty(part: Part): boolean {
  const empty = (text: string) => text.replace(/[×、，；\s]/g, '') === '';
  if (part.kind === 'text') return empty(part.text);
  return part.kind === 'list' && part.items.every(empty);
}

function maskedSection({ label, note, parts }: Section, masks: Masks): Section {
  const shown = parts.map((part) => maskedPart(part, masks)).filter((part) => !isEmpty(part));
  return { label: label === null ? null : masks.own(label), note, parts: shown };
}

const maskedSections = (sections: readonly Section[], masks: Masks): Section[] =>
  sections.map((section) => maskedSection(section, masks)).filter(({ parts }) => parts.length > 0);

function maskedCitation(citation: Citation, { own, material }: Masks): Citation {
  if (!restsOnClient(citation)) return { ...citation, quote: material(citation.quote) };
  return {
    ...citation,
    passageId: 'record',
    document: '客户记录',
    heading: own(citation.heading).replace(/[\s（(;]*××.*$/, ''),
    quote: '客户记录不在聊天里显示。',
    source: '',
  };
}

/**
 * A card about clients as a chat of somebody else's may show it: surnames, bands, no identifier, no
 * birthday, nothing that somebody noted. What an action does stays; it is not sent to the chat.
 */
export function maskedCard(card: Card, clients: readonly MaskedClient[]): Card {
  const material = new Set(
    card.citations.filter((citation) => !restsOnClient(citation)).map(({ n }) => n),
  );
  const masks: Masks = {
    own: (text) => maskText(text, clients),
    material: (text) => maskNames(text, clients),
    isMaterial: (n) => material.has(n),
  };
  // A file would carry what the card leaves out.
  const action = (one: Action): Action[] =>
    one.do === 'save' ? [] : [{ ...one, label: masks.own(one.label) }];
  return {
    title: card.title === null ? null : masks.own(card.title),
    sections: maskedSections(card.sections, masks),
    folded: maskedSections(card.folded, masks),
    actions: card.actions.flatMap(action),
    citations: card.citations.map((citation) => maskedCitation(citation, masks)),
  };
}

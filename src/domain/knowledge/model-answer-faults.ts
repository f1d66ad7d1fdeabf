import { personIn } from '../conversation/person-mention.ts';
import { slotsIn } from '../masking/slot-vault.ts';
import { flippedClause } from './polarity-flip.ts';
import { quantitiesIn } from './quantities.ts';
import type { ToldBlock, ToldSentence } from './read-model-answer.ts';

/** What a model was shown in a turn, by the handle under which it may cite it. */
export interface ShownSource {
  readonly kind: 'passage' | 'record';
  readonly text: string;
}

export interface AnswerSetting {
  readonly sources: ReadonlyMap<string, ShownSource>;
  /** As the model saw it. */
  readonly question: string;
  /** Names that may stand only where a source has them: of products, of files. */
  readonly names: readonly string[];
  readonly isSlot: (slot: string) => boolean;
}

export interface AnswerFault {
  readonly kind:
    | 'form'
    | 'language'
    | 'length'
    | 'unknown-source'
    | 'no-source'
    | 'quantity'
    | 'quote'
    | 'name'
    | 'slot'
    | 'polarity'
    | 'support'
    | 'compliance';
  /** Tells the model what to put right. */
  readonly say: string;
}

type Check = (sentence: ToldSentence, setting: AnswerSetting, cited: readonly string[]) => string[];

const han = /\p{Script=Han}/gu;
const plain = (text: string): string => text.normalize('NFKC').replace(/[\s*]/g, '');

const money = /\d\s*(?:\.\d+)?\s*(?:万|亿|元|块)/;

/** A client's figures come by slot: a sentence with a slot holds no amount in digits but a band. */
const quantities: Check = ({ text }, { sources }, cited) => {
  const told = new Set(cited.flatMap((handle) => quantitiesIn(sources.get(handle)?.text ?? '')));
  const bare = slotsIn(text).reduce((rest, slot) => rest.replace(slot, ' '), text);
  return quantitiesIn(bare)
    .filter((one) => !told.has(one))
    .map((one) => `“${one}”在这句话的出处里没有`);
};

const quotes: Check = ({ text }, { sources, question }, cited) => {
  const known = [...cited.map((handle) => sources.get(handle)?.text ?? ''), question].map(plain);
  const quoted = [...text.matchAll(/[“「『"]([^”」』"]+)[”」』"]/g)].map((match) => match[1] ?? '');
  return quoted
    .filter((words) => words.length >= 4 && !known.some((one) => one.includes(plain(words))))
    .map((words) => `引文“${words.slice(0, 30)}”和出处不是一字不差`);
};

const named: Check = ({ text }, { sources, question, names }, cited) => {
  const known = [...cited.map((handle) => sources.get(handle)?.text ?? ''), question].join('\n');
  const files = [...text.matchAll(/《([^》]+)》/g)].map((match) => match[1] ?? '');
  const bare = slotsIn(text).reduce((rest, slot) => rest.replace(slot, '〇'), text);
  const person = personIn(bare.toLowerCase());
  const people = person && person.form !== 'title' ? [person.text] : [];
  return [...files, ...names.filter((name) => text.includes(name)), ...people]
    .filter((name) => !known.toLowerCase().includes(name.toLowerCase()))
    .map((name) => `“${name}”在出处里没有`);
};

const slots: Check = ({ text }, { isSlot, sources }, cited) => {
  const made = slotsIn(text).filter((slot) => !isSlot(slot));
  if (made.length > 0 || /\{\{|\}\}/.test(text.replace(/\{\{[^{}]{0,60}\}\}/g, '')))
    return ['有不是工具给出的占位符'];
  const own = slotsIn(text).length > 0;
  const record = cited.some((handle) => sources.get(handle)?.kind === 'record');
  // Channels hide what rests on a client's record; more than a name must not pass for a rule's words.
  if (!record && slotsIn(text).some((slot) => !slot.startsWith('{{N')))
    return ['客户的金额和备注要写客户记录的出处'];
  return own && record && money.test(text.replace(/\d+万(?:到\d+万|以[上下])/g, ''))
    ? ['客户的金额要用占位符']
    : [];
};

const polarity: Check = ({ text }, { sources }, cited) => {
  const texts = cited.map((handle) => sources.get(handle)?.text ?? '');
  const flipped = flippedClause(text, texts);
  return flipped === null ? [] : [`“${flipped}”和出处的意思相反`];
};

function pairsOf(text: string): string[] {
  const words = [...text.matchAll(/[\p{Script=Han}]{2,}/gu)].map((match) => match[0]);
  return words.flatMap((word) =>
    Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)),
  );
}

// Of the pairs of characters of a sentence that must stand in its sources or in the question; a true
// paraphrase keeps about half of them, a sentence on something else next to none.
const leastShared = 0.2;

const support: Check = ({ text }, { sources, question }, cited) => {
  const pairs = pairsOf(text);
  if (pairs.length < 6) return [];
  const known = [...cited.map((handle) => sources.get(handle)?.text ?? ''), question].join('\n');
  const shared = pairs.filter((pair) => known.includes(pair)).length;
  return shared / pairs.length < leastShared ? ['出处里没有讲这件事'] : [];
};

const checks: readonly (readonly [AnswerFault['kind'], Check])[] = [
  ['quantity', quantities],
  ['quote', quotes],
  ['name', named],
  ['slot', slots],
  ['polarity', polarity],
  ['support', support],
];

// Said without a source: a question back, a word that leads over; never a figure.
const talk =
  /[？?]$|^.{0,14}[：:]$|^(?:好的?|明白了?|可以(?:这样|这么)|建议(?:这样|这么|先)|下面|具体|另外|最后|首先|需要(?:我|的话)|要不要).{0,16}$/;

function unsourced({ text }: ToldSentence): boolean {
  return !(talk.test(text) && quantitiesIn(text).length === 0 && slotsIn(text).length === 0);
}

function faultsOfSentence(
  sentence: ToldSentence,
  kind: ToldBlock['kind'],
  setting: AnswerSetting,
): AnswerFault[] {
  const { text, handles } = sentence;
  const words = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const fault = (of: AnswerFault['kind'], why: string) => ({ kind: of, say: `${why}：${words}` });
  const unknown = handles.filter((handle) => !setting.sources.has(handle));
  if (unknown.length > 0) {
    return [fault('unknown-source', `出处 ${unknown.join('、')} 这一轮没有查到过`)];
  }
  if (handles.length === 0 && (kind === 'line' || unsourced(sentence)))
    return [fault('no-source', '这句话没有写出处')];
  // Words to the client are new words, and the compliance check's business; a question back is none.
  const spoken = kind === 'line' || handles.length === 0;
  const wanted = checks.filter(([of]) => !spoken || (of !== 'quote' && of !== 'support'));
  return wanted.flatMap(([of, check]) =>
    check(sentence, setting, handles).map((why) => fault(of, why)),
  );
}

// An answer is read on the way to the phone.
const longest = 1500;
const foreignForm =
  /https?:|www\.|:\/\/|\]\(|!\[|<\/?[a-z!]|&#?\w+;|```|^\s*\||\bdata:|javascript:/im;

function faultsOfForm(text: string): AnswerFault[] {
  const faults: AnswerFault[] = [];
  if (text.length > longest) faults.push({ kind: 'length', say: `太长，不超过${longest}字` });
  if (foreignForm.test(text))
    faults.push({ kind: 'form', say: '不能有链接、图片、表格、代码和网页标记' });
  const letters = text.replace(/\{\{[^{}]{0,60}\}\}/g, '').match(/\p{L}/gu)?.length ?? 0;
  const chinese = text.match(han)?.length ?? 0;
  if (chinese < letters * 0.7) faults.push({ kind: 'language', say: '要用中文回答' });
  return faults;
}

/** What keeps a model's answer from being shown; empty: every sentence stands on what was looked up. */
export function modelAnswerFaults(
  text: string,
  blocks: readonly ToldBlock[],
  setting: AnswerSetting,
): AnswerFault[] {
  const form = faultsOfForm(text);
  if (form.length > 0) return form;
  return blocks.flatMap(({ kind, sentences }) =>
    sentences.flatMap((sentence) => faultsOfSentence(sentence, kind, setting)),
  );
}

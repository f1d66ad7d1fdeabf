/** A sentence of a model's answer with the handles of the sources it names or shares. */
export interface ToldSentence {
  readonly text: string;
  readonly handles: readonly string[];
}

export interface ToldBlock {
  /** `line`: words to say to the client, as they stand. */
  readonly kind: 'text' | 'item' | 'line';
  readonly sentences: readonly ToldSentence[];
}

const mark = /\s*[[【]\s*([PR]\d+(?:\s*[,，、]\s*[PR]\d+)*)\s*[\]】]/g;
const withMarks =
  /(?:[^。！？!?\n[【]|[[【](?!\s*[PR]\d))+[。！？!?]*[”』」）)"]*(?:\s*[[【]\s*[PR]\d+(?:\s*[,，、]\s*[PR]\d+)*\s*[\]】][。！？!?]*)*/g;

function handlesIn(text: string): string[] {
  return [...text.matchAll(mark)].flatMap((match) => (match[1] ?? '').split(/\s*[,，、]\s*/));
}

/** A sentence without marks rests on what the next one names, else the one before it, in its paragraph. */
function shared(sentences: readonly ToldSentence[]): ToldSentence[] {
  return sentences.map((sentence, at) => {
    if (sentence.handles.length > 0) return sentence;
    const next = sentences.slice(at + 1).find((other) => other.handles.length > 0);
    const before = sentences.slice(0, at).findLast((other) => other.handles.length > 0);
    return { ...sentence, handles: (next ?? before)?.handles ?? [] };
  });
}

function sentencesOf(paragraph: string): ToldSentence[] {
  const pieces = paragraph.match(withMarks) ?? [];
  const sentences = pieces
    .map((piece) => ({ text: piece.replace(mark, '').trim(), handles: handlesIn(piece) }))
    .filter(({ text }) => /[\p{L}\p{N}{]/u.test(text));
  return shared(sentences);
}

const lineLead = /^\**(?:照着说|可以说|发微信|发短信)\**\s*[:：]\s*/;
const itemLead = /^(?:[-*•·]|\d{1,2}[.、)）])\s*/;

function blockOf(paragraph: string): ToldBlock {
  if (lineLead.test(paragraph)) {
    const handles = handlesIn(paragraph);
    const said = paragraph.replace(lineLead, '').replace(mark, '').trim();
    const text = said.replace(/^[“"「]([\s\S]*)[”"」]$/, '$1');
    return { kind: 'line', sentences: [{ text, handles }] };
  }
  const kind = itemLead.test(paragraph) ? 'item' : 'text';
  const plain = paragraph
    .replace(itemLead, '')
    .replace(/^#+\s*/, '')
    .replace(/\*\*/g, '');
  return { kind, sentences: sentencesOf(plain) };
}

/** A model's answer in blocks and sentences; nothing of it is checked yet. */
export function readModelAnswer(text: string): ToldBlock[] {
  return text
    .split('\n')
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map(blockOf)
    .filter(({ sentences }) => sentences.some((one) => one.text !== ''));
}

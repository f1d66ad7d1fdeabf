/** Labels of blocks that are one sentence to say or send, copied as a whole. */
const lineLabels = [
  '照着说',
  '先接住',
  '控制型',
  '影响型',
  '稳健型',
  '谨慎型',
  '委婉一点',
  '发微信',
  '短一点',
  '电话里',
  '面谈时',
  '第一步',
  '第二步',
] as const;

/** The closed list of labels that a card's blocks may carry; the writer knows what each is for. */
const blockLabels = [
  ...lineLabels,
  '怎么做',
  '要点',
  '数字',
  '为什么',
  '反问一句',
  '注意',
  '别说',
  '到此为止',
  '下一步',
  '记一笔',
  '依据',
  '说法不一',
  '例子',
] as const;

export type BlockLabel = (typeof blockLabels)[number];

export interface Block {
  /** `null`: the direct reply that opens a passage. */
  readonly label: BlockLabel | null;
  readonly form: 'paragraph' | 'list' | 'table';
  /** A verbatim span of the passage: what a citation quotes. */
  readonly raw: string;
  readonly lines: readonly string[];
}

function formOf(raw: string): Block['form'] {
  if (raw.startsWith('|')) return 'table';
  return /^(?:-|\d+\.) /.test(raw) ? 'list' : 'paragraph';
}

/** Whether a block is a sentence to say or send. */
export function isLineToSay({ label, form }: Block): boolean {
  return form === 'paragraph' && lineLabels.some((known) => known === label);
}

/** Cuts a passage's Markdown into its labelled blocks, in order; each `raw` is a verbatim span. */
export function splitBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let label: BlockLabel | null = null;
  for (const chunk of text.split(/\n\s*\n/)) {
    const lines = chunk.split('\n');
    const labelled = /^\*\*(.+?)\*\*[ ：:]*$/.exec(lines[0]?.trim() ?? '');
    const found = blockLabels.find((known) => known === labelled?.[1]);
    if (found) {
      label = found;
      lines.shift();
    }
    const raw = lines.join('\n').trim();
    if (raw === '') continue;
    blocks.push({ label, form: formOf(raw), raw, lines: raw.split('\n') });
  }
  return blocks;
}

/** Sentences of a text with their closing punctuation and quotation marks. */
export function splitSentences(text: string): string[] {
  return (text.match(/[^。！？!?\n]+[。！？!?]*[”’）)]*/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

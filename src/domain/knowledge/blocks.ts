/** The closed list of labels that a card's blocks may carry; the writer knows what each is for. */
const blockLabels = [
  '照着说',
  '怎么做',
  '要点',
  '数字',
  '为什么',
  '反问一句',
  '注意',
  '别说',
  '下一步',
  '记一笔',
  '说法不一',
  '例子',
] as const;

type BlockLabel = (typeof blockLabels)[number];

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

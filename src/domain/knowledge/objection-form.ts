import { forbiddenClaims } from '../compliance/line-claims.ts';
import { type Block, type BlockLabel, isLineToSay, splitBlocks } from './blocks.ts';
import type { KnowledgeCard, Passage } from './passage.ts';

interface FormSection {
  readonly heading: string;
  readonly labels: readonly BlockLabel[];
  /** At least this many of `labels` must be there. */
  readonly least: number;
}

/** What an objection card holds, in this order. */
const form: readonly FormSection[] = [
  { heading: '', labels: ['先接住', '照着说', '为什么', '反问一句', '别说'], least: 5 },
  { heading: '背后可能是什么', labels: [], least: 0 },
  {
    heading: '换个说法',
    labels: ['控制型', '影响型', '稳健型', '谨慎型', '委婉一点'],
    least: 3,
  },
  { heading: '不同的场合', labels: ['发微信', '短一点', '电话里', '面谈时'], least: 3 },
  { heading: '他还是不同意', labels: ['第一步', '第二步', '到此为止'], least: 3 },
  { heading: '下一步和记录', labels: ['下一步', '记一笔', '依据'], least: 3 },
];

// A line longer than this can't be said in one breath; style-dialogues: 60–160 characters.
const longestLine = 180;
const fewestWords = 5;

function lineFaults(block: Block): string[] {
  if (!isLineToSay(block)) return [];
  const place = block.label ?? '';
  const faults = forbiddenClaims(block.raw).map(
    ({ name, basis, words }) => `“${place}”里的“${words}”属于${name}（${basis}），不能让经理照着说`,
  );
  if (!/^“[^“”]+”$/.test(block.raw)) faults.push(`“${place}”要是一整句放在“ ”里的话`);
  if (block.raw.length > longestLine) faults.push(`“${place}”超过 ${longestLine} 字，念不下来`);
  return faults;
}

function sectionFaults({ heading, labels, least }: FormSection, passages: readonly Passage[]) {
  const blocks = passages
    .filter((passage) => passage.heading === heading)
    .flatMap((passage) => splitBlocks(passage.text));
  const title = heading === '' ? '开头一节' : `“${heading}”一节`;
  if (blocks.length === 0) return [`缺少${title}`];
  const present = labels.filter((label) => blocks.some((block) => block.label === label));
  const absent = labels.filter((label) => !present.includes(label));
  const faults = blocks.flatMap(lineFaults);
  if (present.length < least)
    faults.push(`${title}缺少 ${absent.map((label) => `“${label}”`).join('、')}`);
  return faults;
}

/** What is missing from or wrong in an objection card, one Chinese sentence each; empty: it may serve. */
export function objectionFormFaults(card: KnowledgeCard, passages: readonly Passage[]): string[] {
  if (card.objection === null) return [];
  const said = Object.values(card.objection.says).flat();
  const faults = form.flatMap((section) => sectionFaults(section, passages));
  if (new Set(said).size < fewestWords) faults.push(`says 里客户的话不足 ${fewestWords} 种`);
  const opening = splitBlocks(passages[0]?.text ?? '')[0];
  if (opening?.label !== null) faults.push('开头要先有一段不带标签的总说法');
  return faults;
}

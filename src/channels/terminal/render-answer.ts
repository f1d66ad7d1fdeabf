import { type Answer, foldMark } from '../../domain/conversation/answer.ts';
import { type Citation, originMark } from '../../domain/knowledge/citation.ts';

const bold = (text: string): string => `\u001b[1m${text}\u001b[22m`;
const dim = (text: string): string => `\u001b[2m${text}\u001b[22m`;

function place(citation: Citation): string {
  const heading = citation.heading === '' ? '' : ` › ${citation.heading}`;
  const source = citation.source === citation.document ? '' : `（${citation.source}）`;
  return `【${originMark[citation.origin]}】${citation.document}${heading}${source}`;
}

const footnote = (citation: Citation): string => `[${citation.n}]${place(citation)}`;

/** One line a source, with all the marks that stand on it. */
function footnotes(citations: readonly Citation[]): string {
  const marks = new Map<string, string>();
  for (const citation of citations) {
    const line = place(citation);
    marks.set(line, `${marks.get(line) ?? ''}[${citation.n}]`);
  }
  return [...marks].map(([line, numbers]) => `${numbers}${line}`).join('\n');
}

/** An answer as a terminal shows it: labels bold, footnotes below, what to type next. */
export function renderAnswer(answer: Answer, colour: boolean): string {
  const strong = colour ? bold : (text: string) => text;
  const faint = colour ? dim : (text: string) => text;
  const body = answer.text
    .replace(/\*\*(.+?)\*\*/g, (_all, label: string) => strong(label))
    .replace(new RegExp(`^${foldMark}$`, 'm'), faint('—— 展开 ——'));
  const parts = [body];
  if (answer.citations.length > 0) {
    parts.push(faint(footnotes(answer.citations)));
    parts.push(faint('输入“看 1”可打开原文。'));
  }
  if (answer.suggestions.length > 0) {
    parts.push(faint(`接着可以问：${answer.suggestions.join(' ｜ ')}`));
  }
  return parts.join('\n\n');
}

export function renderCitation(citation: Citation): string {
  return `${footnote(citation)}\n\n${citation.quote}`;
}

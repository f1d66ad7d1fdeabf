import type { ReactNode } from 'react';

type Block = { readonly kind: 'p' | 'ul' | 'ol' | 'table'; readonly lines: string[] };

function kindOf(line: string): Block['kind'] {
  if (line.startsWith('|')) return 'table';
  if (/^\s*[-*] /.test(line)) return 'ul';
  return /^\s*\d+\. /.test(line) ? 'ol' : 'p';
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || /^\|[-:| ]+\|$/.test(line.trim())) continue;
    const kind = kindOf(line);
    const last = blocks.at(-1);
    if (last?.kind === kind && kind !== 'p') last.lines.push(line);
    else blocks.push({ kind, lines: [line] });
  }
  return blocks;
}

function strongIn(text: string): ReactNode[] {
  return text.split(/(\*\*.+?\*\*)/).map((token, at) => {
    const strong = /^\*\*(.+)\*\*$/.exec(token)?.[1];
    return strong === undefined ? token : <strong key={`${at}-${strong}`}>{strong}</strong>;
  });
}

const cells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

function BlockView({ kind, lines }: Block) {
  if (kind === 'p') return <p>{strongIn(lines[0] ?? '')}</p>;
  if (kind === 'table')
    return (
      <table>
        <tbody>
          {lines.map((line) => (
            <tr key={line}>
              {cells(line).map((cell, at) => (
                <td key={`${at}-${cell}`}>{strongIn(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    );
  const List = kind;
  return (
    <List>
      {lines.map((line) => (
        <li key={line}>{strongIn(line.replace(/^\s*(?:[-*]|\d+\.) /, ''))}</li>
      ))}
    </List>
  );
}

/** A passage's Markdown as text nodes: whatever it holds, nothing of it becomes active. */
export function PassageText({ text }: { readonly text: string }) {
  return blocksOf(text).map((block, at) => (
    <BlockView key={`${at}-${block.kind}`} kind={block.kind} lines={block.lines} />
  ));
}

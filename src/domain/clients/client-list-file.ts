/** A list of clients as somebody keeps it in a file: whom it names, or why it can't be read. */
export type ListFile =
  | { readonly kind: 'list'; readonly names: readonly string[]; readonly column: string | null }
  | { readonly kind: 'fault'; readonly text: string };

/** So many are looked up one by one, and still read on a phone. */
export const mostListed = 100;
const longestName = 30;

// A whole number or a name is surer than the rest; of several such columns the first of these.
const headings = [
  /^(客户号|客户编号|client_?id)$/i,
  /^(姓名|客户|客户姓名|客户名称|户名|name|client)$/i,
];

const fault = (text: string): ListFile => ({ kind: 'fault', text });

/** Files of Chinese spreadsheets are as often GB18030 as UTF-8. */
function decoded(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one may fit.
    }
  }
  return null;
}

/** Cells of a row; quotes as in RFC 4180, lenient with what people type. */
function cellsOf(line: string): string[] {
  const separator = line.includes('\t') && !line.includes(',') ? '\t' : ',';
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell.trim()];
}

function columnIn(head: readonly string[]): number | null {
  for (const heading of headings) {
    const at = head.findIndex((cell) => heading.test(cell));
    if (at >= 0) return at;
  }
  return null;
}

// A zip (xlsx) or the older format of spreadsheets; neither is text.
const isWorkbook = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);

/** Whom a CSV file names, by the column of client ids or of names; the first column where none is headed so. */
export function readClientList(bytes: Uint8Array): ListFile {
  if (isWorkbook(bytes)) return fault('这是 Excel 文件，请另存为 CSV 再发给我。');
  const text = decoded(bytes);
  const isText = text !== null && !/[^\P{Cc}\t\r\n]/u.test(text);
  if (!isText) return fault('这个文件我看不了。客户名单请存成 CSV，一行一位。');
  const rows = text
    .split(/\r?\n|\r/)
    .map(cellsOf)
    .filter((cells) => cells.some((cell) => cell !== ''));
  const [head = []] = rows;
  const column = columnIn(head);
  const body = column === null ? rows : rows.slice(1);
  const listed = body.map((cells) => cells[column ?? 0] ?? '');
  const names = [...new Set(listed)].filter((name) => name !== '' && name.length <= longestName);
  if (names.length === 0)
    return fault('这个文件里没有读到客户。请用一列“客户号”或“姓名”，一行一位。');
  if (names.length > mostListed)
    return fault(`名单上有 ${names.length} 位，一次最多查 ${mostListed} 位，请分开发。`);
  return { kind: 'list', names, column: column === null ? null : (head[column] ?? null) };
}

const said = /^名单[:：]\s*/;

/** A list as one message, and back. */
export const listMessage = (names: readonly string[]): string =>
  `名单：${names.map((name) => name.replace(/[、，,;；\s]+/g, '')).join('、')}`;

export function listInMessage(text: string): string[] | null {
  if (!said.test(text)) return null;
  const names = text.replace(said, '').split(/[、，,;；\s]+/);
  const whole = [...new Set(names)].filter((name) => name !== '' && name.length <= longestName);
  return whole.length === 0 ? null : whole.slice(0, mostListed);
}

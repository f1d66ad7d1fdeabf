import type { Draft } from './draft.ts';

/**
 * A row for the bank's own SMS platform, which knows the client's number by the id and signs by
 * itself. A text that is a filled skeleton comes as template and variables; one that somebody worded
 * has no template. `text_hash` is what the log keeps of the approved text with its signature.
 */
export function smsExportRow({ draftId, clientId, text, state, wordings }: Draft) {
  const signature = /^【[^】]*】/.exec(text)?.[0] ?? '';
  const wording = wordings.find((one) => one.text === text);
  return {
    draft_id: draftId,
    client_id: clientId,
    template_id: wording ? `${wording.skeletonId}/${wording.form}` : null,
    template_version: wording?.skeletonVersion ?? null,
    variables: wording?.variables ?? null,
    signature,
    content: text.slice(signature.length),
    text_hash: state.approvedHash,
  };
}

type Cell = string | number | null;

// Programs that open CSV take a cell that begins so for a formula.
const formula = /^[=+\-@\t\r]/;

function csvCell(value: Cell): string {
  const text = String(value ?? '');
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Rows as CSV (RFC 4180) with a header; no cell is read as a formula. */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

const columns = [
  'draft_id',
  'client_id',
  'template_id',
  'template_version',
  'variables',
  'signature',
  'content',
  'text_hash',
] as const;

/** Approved messages as CSV for the platform; variables as JSON in their cell. */
export function smsCsv(drafts: readonly Draft[]): string {
  const rows = drafts.map((draft) => {
    const row = smsExportRow(draft);
    const variables = row.variables === null ? null : JSON.stringify(row.variables);
    return columns.map((name) => (name === 'variables' ? variables : row[name]));
  });
  return csvOf(columns, rows);
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDay } from '../domain/calendar/day.ts';
import type { ConversationKnowledge } from '../journeys/conversation/conversation-knowledge.ts';
import type { CsvRow } from '../journeys/evaluation/client-dossiers.ts';
import type { EvaluationBook } from '../journeys/evaluation/evaluate-look-ups.ts';

// The day of the documentation's dialogues: the utterances name dates that are told from it.
const today = '2026-11-24';
const clock = { now: () => new Date(`${today}T10:20:00+08:00`) };

/** The rows of a file that `writeDemo` wrote; it quotes nothing. */
function rowsOf(directory: string, file: string): CsvRow[] {
  const [header = '', ...lines] = readFileSync(join(directory, `${file}.csv`), 'utf8')
    .trim()
    .split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const values = line.split(',');
    return Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
  });
}

async function openParts(directory: string, csv: string) {
  const [{ openSqliteBook }, { importBook }, { openDatabase }] = await Promise.all([
    import('../store/book/sqlite-book.ts'),
    import('../store/import/import-book.ts'),
    import('../store/open-database.ts'),
  ]);
  const [{ SqlClientBook }, { SqlLookUpLog }, { SqlClientNoteStore }, { SqlProductShelf }] =
    await Promise.all([
      import('../store/book/sql-client-book.ts'),
      import('../store/sql-look-up-log.ts'),
      import('../store/sql-client-note-store.ts'),
      import('../store/book/sql-product-shelf.ts'),
    ]);
  const day = parseDay(today) ?? 0;
  const database = await openSqliteBook(join(directory, 'book.db'));
  const state = await openDatabase(join(directory, 'guichao.db'));
  const when = { today: day, timezone: 'Asia/Shanghai', importedAt: clock.now().toISOString() };
  await importBook(database, { directory: csv, origin: 'demo', importedBy: 'eval', ...when });
  const notes = new SqlClientNoteStore(state, clock);
  const log = new SqlLookUpLog(state, clock);
  const book = new SqlClientBook(database, log, () => day, notes);
  return { book, notes, state, day, products: new SqlProductShelf(database) };
}

/** A synthetic book of its own, gone afterwards, for evaluating look-ups; nothing else is touched. */
export async function withEvaluationBook<T>(
  knowledge: ConversationKnowledge,
  use: (book: EvaluationBook) => Promise<T>,
): Promise<T> {
  const [{ writeDemo }, { clientTasks }, { takeTurn }, { lookUp }, { SqlConversationStore }] =
    await Promise.all([
      import('../demo/write-demo.ts'),
      import('../journeys/clients/client-tasks.ts'),
      import('../journeys/conversation/take-turn.ts'),
      import('../journeys/clients/look-up.ts'),
      import('../store/sql-conversation-store.ts'),
    ]);
  const directory = mkdtempSync(join(tmpdir(), 'guichao-eval-'));
  const csv = join(directory, 'csv');
  writeDemo({ directory: csv, clients: 600, seed: 1, until: (parseDay(today) ?? 0) - 1 });
  const { book, notes, state, day, products } = await openParts(directory, csv);
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1000);
  const tasks = clientTasks({ book, notes, products, nowSeconds });
  const conversations = new SqlConversationStore(state, clock);
  const parts = { ...knowledge, today, conversations, tasks };
  let count = 0;
  try {
    return await use({
      rows: (file) => rowsOf(csv, file),
      today,
      ask: async (text, employeeId) => {
        const turn = { conversationId: `eval-${count++}`, employeeId, text };
        const { answer } = await takeTurn(turn, parts);
        return { clientIds: answer.data.clientIds ?? [], text: answer.text };
      },
      lookUp: async (text, employeeId) => {
        const { clients } = await lookUp(text, await book.for({ employeeId }), day);
        return { clientIds: clients.map(({ clientId }) => clientId), text: '' };
      },
    });
  } finally {
    await book.close();
    await state.destroy();
    rmSync(directory, { recursive: true, force: true });
  }
}

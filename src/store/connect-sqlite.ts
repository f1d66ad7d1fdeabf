import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { GuichaoError } from '../domain/errors.ts';
import { isBusy } from './is-busy.ts';
import { shareDataDirectory } from './upkeep/data-directory-lock.ts';

const patienceMs = 5_000;
const pauseMs = 20;

const pause = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

// SQLite does not wait (busy_timeout) while two connections turn a new file to WAL: one is refused.
function turnOnWriteAheadLog(connection: Database.Database): void {
  const started = performance.now();
  for (;;) {
    try {
      connection.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() - started > patienceMs) throw error;
      pause(pauseMs);
    }
  }
}

/** A connection that holds its share of the data directory until it is closed. */
function openShared(file: string): Database.Database {
  const release = shareDataDirectory(dirname(file));
  try {
    const connection = new Database(file, { timeout: patienceMs });
    const close = connection.close.bind(connection);
    connection.close = () => {
      close();
      release();
      return connection;
    };
    return connection;
  } catch (error) {
    release();
    throw error;
  }
}

/** Opens (or creates) a database file that several processes write; `called` names it in messages. */
export function connectSqlite(file: string, called: string): Database.Database {
  let connection: Database.Database | undefined;
  try {
    connection = openShared(file);
    turnOnWriteAheadLog(connection);
    // A killed process loses nothing in WAL with NORMAL; FULL cost 200 simultaneous turns 0.5 s.
    connection.pragma('synchronous = NORMAL');
    return connection;
  } catch (cause) {
    connection?.close();
    if (cause instanceof GuichaoError) throw cause;
    const advice = isBusy(cause)
      ? '现在被另一个程序占着，请稍后再试。'
      : '打不开或已损坏，请检查磁盘和文件权限，或从备份恢复；归巢不会改动它。';
    throw new GuichaoError('database', `${called} ${file} ${advice}`, { cause });
  }
}

import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { numberParsers } from './book/engine.ts';

function parser(oid: number, format?: 'text' | 'binary') {
  return numberParsers[oid] ?? pg.types.getTypeParser(oid, format);
}

/** Connections to a PostgreSQL database, or to one that speaks its protocol. */
export function postgresDialect(databaseUrl: string): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: `guichao ${process.pid}`,
    types: { getTypeParser: parser as typeof pg.types.getTypeParser },
  });
  // An idle connection that breaks is replaced at the next query, which then tells the fault.
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}

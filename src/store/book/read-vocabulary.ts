import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import { noVocabulary, type Vocabulary } from '../../domain/clients/filter/vocabulary.ts';
import type { BookSchema } from './book-schema.ts';

// Free text is no vocabulary: a column with more different words than this holds free text.
const mostWords = 300;

/** The words that the visible clients' rows use, and the names of those who look after them. */
export async function readVocabulary(
  db: Kysely<BookSchema>,
  visible: RawBuilder<SqlBool>,
  managerIds: readonly string[],
): Promise<Vocabulary> {
  if (managerIds.length === 0) return noVocabulary;
  const words = async (column: string) => {
    const { rows } = await sql<{ word: string }>`SELECT DISTINCT ${sql.ref(column)} AS word
      FROM clients c WHERE ${visible} AND ${sql.ref(column)} IS NOT NULL
      LIMIT ${mostWords + 1}`.execute(db);
    return rows.length > mostWords ? [] : rows.map(({ word }) => word);
  };
  const tags = await sql<{ word: string }>`SELECT DISTINCT t.tag AS word FROM tags t
    JOIN clients c ON c.client_id = t.client_id WHERE ${visible} LIMIT ${mostWords}`.execute(db);
  const products = await db.selectFrom('products').select('name').limit(mostWords).execute();
  const managers = await db
    .selectFrom('managers')
    .select(['manager_id as managerId', 'name'])
    .where('manager_id', 'in', [...managerIds])
    .execute();
  return {
    cities: await words('c.address_city'),
    tiers: await words('c.tier'),
    occupations: await words('c.occupation'),
    employers: await words('c.employer'),
    tags: tags.rows.map(({ word }) => word),
    products: products.map(({ name }) => name),
    managers: managerIds.length > 1 ? managers : [],
  };
}

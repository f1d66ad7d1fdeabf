import type { Selectable } from 'kysely';
import type { Day } from '../../domain/calendar/day.ts';
import type { Product, ProductKind, ProductRisk } from '../../domain/clients/product.ts';
import type { ProductShelf } from '../../ports/product-shelf.ts';
import type { BookSchema } from './book-schema.ts';
import type { BookDatabase } from './engine.ts';

function toProduct(row: Selectable<BookSchema['products']>): Product {
  return {
    productId: row.product_id,
    name: row.name,
    kind: row.kind as ProductKind,
    risk: row.risk as ProductRisk | null,
    issuer: row.issuer,
    minAmountCents: row.min_amount,
    rateText: row.rate_text,
    benchmarkText: row.benchmark_text,
    onSaleFrom: row.on_sale_from,
    onSaleTo: row.on_sale_to,
    validUntil: row.valid_until,
  };
}

/** The product table of the client book. */
export class SqlProductShelf implements ProductShelf {
  readonly #book: BookDatabase;

  constructor(book: BookDatabase) {
    this.#book = book;
  }

  async all(): Promise<readonly Product[]> {
    const rows = await this.#book.db
      .selectFrom('products')
      .selectAll()
      .orderBy('product_id')
      .execute();
    return rows.map(toProduct);
  }

  async product(productId: string): Promise<Product | null> {
    const row = await this.#book.db
      .selectFrom('products')
      .selectAll()
      .where('product_id', '=', productId)
      .executeTakeFirst();
    return row ? toProduct(row) : null;
  }

  async onSale(today: Day): Promise<readonly Product[]> {
    const rows = await this.#book.db
      .selectFrom('products')
      .selectAll()
      .where((eb) => eb.or([eb('on_sale_from', 'is', null), eb('on_sale_from', '<=', today)]))
      .where((eb) => eb.or([eb('on_sale_to', 'is', null), eb('on_sale_to', '>=', today)]))
      .orderBy('product_id')
      .execute();
    return rows.map(toProduct);
  }

  async licencesOf(employeeId: string): Promise<readonly string[]> {
    const row = await this.#book.db
      .selectFrom('managers')
      .select('licenses')
      .where('manager_id', '=', employeeId)
      .executeTakeFirst();
    return (row?.licenses ?? '').split(';').filter((one) => one !== '');
  }
}

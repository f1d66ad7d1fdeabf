import type { Product, ProductKind, ProductRisk } from '../../domain/clients/product.ts';
import type { ProductShelf } from '../../ports/product-shelf.ts';
import type { BookDatabase } from './engine.ts';

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
    return rows.map((row) => ({
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
    }));
  }
}

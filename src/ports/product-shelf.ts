import type { Product } from '../domain/clients/product.ts';

/** The bank's dated product table, the same for everybody. */
export interface ProductShelf {
  all(): Promise<readonly Product[]>;
}

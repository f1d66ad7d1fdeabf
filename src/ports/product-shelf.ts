import type { Day } from '../domain/calendar/day.ts';
import type { Product } from '../domain/clients/product.ts';

/** The bank's dated product table, the same for everybody, and who may sell from it. */
export interface ProductShelf {
  all(): Promise<readonly Product[]>;
  product(productId: string): Promise<Product | null>;
  onSale(today: Day): Promise<readonly Product[]>;
  /** The licences that stand in the book for an employee. */
  licencesOf(employeeId: string): Promise<readonly string[]>;
}

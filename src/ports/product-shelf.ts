import type { Day } from '../domain/calendar/day.ts';
import type { OfferedProduct } from '../domain/outreach/offered-product.ts';

/** What the bank offers, and who may sell it. */
export interface ProductShelf {
  product(productId: string): Promise<OfferedProduct | null>;
  onSale(today: Day): Promise<readonly OfferedProduct[]>;
  /** The licences that stand in the book for an employee. */
  licencesOf(employeeId: string): Promise<readonly string[]>;
}

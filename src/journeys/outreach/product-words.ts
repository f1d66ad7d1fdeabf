import type { ProductKind } from '../../domain/clients/product.ts';
import type { OfferedProduct } from '../../domain/outreach/offered-product.ts';
import type { Drafted } from './draft-message.ts';

const kinds: readonly (readonly [ProductKind, RegExp])[] = [
  ['wealth', /理财/],
  ['fund', /基金/],
  ['insurance', /保险|年金|寿险/],
  ['gold', /黄金|积存/],
  ['bond', /国债/],
  ['card', /信用卡/],
  ['loan', /贷/],
];

/** The one product on the shelf that a message names by id or name, or by kind and level together. */
export function productIn(text: string, shelf: readonly OfferedProduct[]): OfferedProduct | null {
  const named = shelf.filter(
    ({ productId, name }) => text.includes(productId) || text.includes(name),
  );
  if (named.length > 0) return named[0] ?? null;
  const level = /r([1-5])/i.exec(text)?.[1];
  if (level === undefined) return null;
  const kind = /基金/.test(text) ? 'fund' : /理财/.test(text) ? 'wealth' : null;
  const fitting = shelf.filter((one) => one.risk === `R${level}` && one.kind === kind);
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** Of the products to choose from those that the message speaks of, where it speaks of any. */
export function narrowed(drafted: Drafted, text: string): Drafted {
  if (drafted.kind !== 'which-product') return drafted;
  const level = /r([1-5])/i.exec(text)?.[1];
  const kind = kinds.find(([, words]) => words.test(text))?.[0];
  const products = drafted.products.filter(
    (one) =>
      (level === undefined || one.risk === `R${level}`) &&
      (kind === undefined || one.kind === kind),
  );
  return products.length === 0 ? drafted : { ...drafted, products };
}

/** A number that a message gives as a product's, on the shelf or not. */
export function productNumberIn(text: string): string | null {
  const [, named, bare] =
    /产品(?:号|编号)?\s*([A-Za-z]+\d[\w-]*)|\b([Pp]\d{3,})\b/.exec(text) ?? [];
  return (named ?? bare)?.toUpperCase() ?? null;
}

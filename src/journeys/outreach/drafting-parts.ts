import type { Compliance } from '../../domain/compliance/check-message.ts';
import type { Sender } from '../../domain/compliance/rewrite-message.ts';
import type { LocalMoment, OutreachLimits } from '../../domain/outreach/outreach-limits.ts';
import type { Skeleton } from '../../domain/outreach/skeleton.ts';
import type { ClientBook } from '../../ports/client-book.ts';
import type { DraftStore } from '../../ports/draft-store.ts';
import type { OutreachLog } from '../../ports/outreach-log.ts';
import type { PlaybookIndex } from '../../ports/playbook-index.ts';
import type { ProductShelf } from '../../ports/product-shelf.ts';

/** What drafting works with. */
export interface DraftingParts {
  readonly book: ClientBook;
  readonly products: ProductShelf;
  readonly drafts: DraftStore;
  readonly log: OutreachLog;
  readonly index: PlaybookIndex;
  readonly skeletons: readonly Skeleton[];
  readonly limits: OutreachLimits;
  readonly compliance: Compliance;
  readonly sender: Sender;
  readonly now: () => LocalMoment;
  /** A cryptographic hash of a text: approval is bound to it. */
  readonly hashOf: (text: string) => string;
  readonly newId: () => string;
}

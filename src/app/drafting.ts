import { createHash, randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import type { DraftingParts } from '../journeys/outreach/drafting-parts.ts';
import type { Clock } from '../ports/clock.ts';
import type { PlaybookIndex } from '../ports/playbook-index.ts';
import { loadCompliance } from '../retrieval/load-compliance.ts';
import { loadOutreach } from '../retrieval/load-outreach.ts';
import { localMoment } from './clock.ts';

/** What drafting works with, over an opened state. */
export async function openDrafting(
  config: Config,
  clock: Clock,
  { book, products, drafts, log }: Pick<DraftingParts, 'book' | 'products' | 'drafts' | 'log'>,
  index: PlaybookIndex,
): Promise<DraftingParts> {
  return {
    ...loadOutreach(config.knowledgeDirectory),
    book,
    products,
    drafts,
    log,
    index,
    compliance: loadCompliance(config.knowledgeDirectory),
    sender: { bankName: config.bankName, bankPhone: config.bankPhone },
    now: () => localMoment(config, clock),
    hashOf: (text) => createHash('sha256').update(text).digest('hex'),
    newId: randomUUID,
  };
}

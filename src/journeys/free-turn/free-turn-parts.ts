import type { Action } from '../../domain/card/card.ts';
import type { SlotVault } from '../../domain/masking/slot-vault.ts';
import type { ClientBook, ClientReader } from '../../ports/client-book.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import type { ModelLog } from '../../ports/model-log.ts';
import type { ProductShelf } from '../../ports/product-shelf.ts';
import type { AlertParts } from '../alerts/alert-parts.ts';
import type { ClientParts } from '../clients/client-parts.ts';
import type { TaskRequest, Tasks } from '../conversation/task.ts';
import type { JudgingParts } from '../outreach/judge-message.ts';
import type { TurnSources } from './turn-sources.ts';

/** What a turn with a model works with. */
export interface FreeTurnParts {
  readonly model: LanguageModel;
  readonly log: ModelLog;
  readonly book: ClientBook;
  readonly products: ProductShelf;
  readonly clients: ClientParts;
  readonly tasks: Tasks;
  alerts(): Promise<AlertParts>;
  judging(today: string): JudgingParts;
  /** Unguessable letters and digits. */
  readonly newToken: () => string;
  /** Time for all runs of a turn together. */
  readonly turnMs: number;
}

/** What one turn gathers while the model looks things up. */
export interface FreeTurn {
  readonly request: TaskRequest;
  readonly parts: FreeTurnParts;
  readonly vault: SlotVault;
  readonly sources: TurnSources;
  readonly reader: ClientReader;
  /** Buttons that the model asked for; the employee presses them or not. */
  readonly actions: Action[];
  /** Clients whose records were looked at. */
  readonly clientIds: Set<string>;
  /** Of the bank's products. */
  readonly productNames: string[];
}

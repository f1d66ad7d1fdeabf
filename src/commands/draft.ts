import { userInfo } from 'node:os';
import { nowOf } from '../app/clock.ts';
import { openDrafting } from '../app/drafting.ts';
import { openPlaybooks } from '../app/playbooks.ts';
import { openState } from '../app/state.ts';
import { renderDraft } from '../channels/terminal/render-draft.ts';
import { readConfig } from '../config.ts';
import { outreachChannels } from '../domain/clients/client.ts';
import { GuichaoError } from '../domain/errors.ts';
import { type Purpose, purposes } from '../domain/outreach/purpose.ts';
import { draftAsTold } from '../journeys/outreach/draft-as-told.ts';
import {
  type Drafted,
  type DraftRequest,
  draftMessage,
} from '../journeys/outreach/draft-message.ts';
import { actingEmployee } from './acting-employee.ts';
import { print } from './print.ts';

interface DraftOptions {
  readonly client?: string;
  readonly purpose?: string;
  readonly channel?: string;
  readonly product?: string;
  readonly note?: string;
  readonly as?: string;
  readonly json?: boolean;
}

function choice<T extends string>(value: string | undefined, name: string, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  const given = value === undefined ? '没有写' : `“${value.slice(0, 20)}”`;
  throw new GuichaoError('usage', `${name} 要是 ${known.join('、')} 之一，现在是${given}。`);
}

function required(value: string | undefined): string {
  const text = value?.trim() ?? '';
  if (text !== '') return text;
  throw new GuichaoError('usage', '请用 --client 写明客户，例如 --client C000123。');
}

function reasonOf(drafted: Exclude<Drafted, { kind: 'drafted' }>): string {
  switch (drafted.kind) {
    case 'refused':
      return drafted.reason;
    case 'several-clients':
      return `名下有 ${drafted.clients.length} 位都对得上，请用客户号：${drafted.clients.map(({ clientId }) => clientId).join('、')}。`;
    case 'which-product': {
      const fitting = drafted.products.map(({ productId, name }) => `${productId} ${name}`);
      return fitting.length === 0
        ? '产品介绍要用 --product 写明产品；在售产品里眼下没有适合这位客户的。'
        : `产品介绍要用 --product 写明产品，适合这位客户的有：${fitting.join('、')}。`;
    }
  }
}

/** `guichao draft`: one text to one client, with its check. */
export async function draft(options: DraftOptions): Promise<void> {
  const client = required(options.client);
  const purpose: Purpose = choice(options.purpose, '--purpose', purposes);
  const channel = choice(options.channel, '--channel', outreachChannels);
  const config = readConfig();
  const { index } = openPlaybooks(config);
  const state = await openState(config);
  try {
    const employeeId = await actingEmployee(state.book, options.as);
    const request: DraftRequest = {
      employeeId,
      client,
      purpose,
      channel,
      productId: options.product ?? null,
      note: options.note ?? null,
      occasion: { systemUser: userInfo().username },
    };
    const parts = await openDrafting(config, { now: () => nowOf(config) }, state, index);
    const drafted = await draftMessage(request, parts);
    if (drafted.kind !== 'drafted') throw new GuichaoError('refused', reasonOf(drafted));
    const told = draftAsTold(drafted.draft);
    print(
      options.json
        ? JSON.stringify(told)
        : renderDraft(drafted.draft, process.stdout.isTTY === true),
    );
  } finally {
    await state.close();
  }
}

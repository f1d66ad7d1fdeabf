import { join } from 'node:path';
import { listen } from '../../src/channels/web/listen.ts';
import { loadPageFiles } from '../../src/channels/web/page-files.ts';
import { answerWith } from '../../src/domain/conversation/answer.ts';
import type { ConversationStore } from '../../src/ports/conversation-store.ts';
import { openTestWeb } from '../fixtures/web.ts';
import { everyPart, hostile, hostileCard, samplePassages } from './cards.ts';

const dist = join(import.meta.dirname, '..', '..', 'dist', 'page');

/** A question with this word waits for `letGo`, as it might for a model. */
export const slowWord = '慢慢想';

const base = { kind: 'answer', intent: 'playbook' } as const;
const canned = new Map([
  ['各种样式', answerWith({ ...base, card: everyPart })],
  ['恶意内容', answerWith({ ...base, card: hostileCard, suggestions: [hostile] })],
]);

function withCannedAnswers(
  take: Parameters<NonNullable<Parameters<typeof openTestWeb>[0]>['around'] & object>[0],
  conversations: ConversationStore,
): typeof take {
  return async (turn, watch) => {
    const answer = canned.get(turn.text);
    if (!answer) return take(turn, watch);
    const turnId = await conversations.begin({ ...turn, question: turn.text });
    watch.onStep?.('received');
    await conversations.finish(turnId, answer, 'sample', samplePassages);
    return { turnId, answer };
  };
}

/** The built page over the real service, with two answers that no playbook would give. */
export async function startPageService(options: { port?: number; file?: string } = {}) {
  const page = loadPageFiles(dist);
  if (!page) throw new Error('The page is not built: npm run prepare.');
  let letGo = () => {};
  const pauseBefore = async (question: string) => {
    if (!question.includes(slowWord)) return;
    await new Promise<void>((resolve) => {
      letGo = resolve;
    });
  };
  const file = options.file === undefined ? {} : { file: options.file };
  const web = await openTestWeb({ page, pauseBefore, around: withCannedAnswers, ...file });
  const listening = await listen(web, '127.0.0.1', options.port ?? 0);
  const stop = async () => {
    letGo();
    await listening.stop();
    await web.close();
  };
  return { address: listening.address, file: web.file, letGo: () => letGo(), stop };
}

export type PageService = Awaited<ReturnType<typeof startPageService>>;

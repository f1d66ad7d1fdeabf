import { randomUUID } from 'node:crypto';
import { openTalk } from '../app/model.ts';
import { openPlaybooks } from '../app/playbooks.ts';
import { openState } from '../app/state.ts';
import { answerAsJson } from '../channels/terminal/as-json.ts';
import { runBatch, textOf } from '../channels/terminal/batch.ts';
import { renderAnswer } from '../channels/terminal/render-answer.ts';
import { readConfig } from '../config.ts';
import { GuichaoError } from '../domain/errors.ts';
import { takeTurn } from '../journeys/conversation/take-turn.ts';
import { actingEmployee } from './acting-employee.ts';
import { print } from './print.ts';

interface AskOptions {
  readonly as?: string;
  readonly conversation?: string;
  readonly client?: string;
  readonly batch?: string;
  readonly json?: boolean;
}

export async function ask(text: string | undefined, options: AskOptions): Promise<void> {
  if (text === undefined && options.batch === undefined) {
    throw new GuichaoError('usage', '请写上要问的话，例如：guichao ask 客户老说要考虑考虑，怎么办');
  }
  const config = readConfig();
  const knowledge = openPlaybooks(config);
  const state = await openState(config);
  const { conversations, book, close } = state;
  const parts = { ...knowledge, conversations, ...(await openTalk(config, state)) };
  const one = async (
    question: string,
    as: string | undefined,
    conversation: string | undefined,
    client?: string,
  ) => {
    const started = performance.now();
    const conversationId = conversation ?? randomUUID();
    const employeeId = await actingEmployee(book, as ?? options.as);
    const about = client ?? options.client;
    const turn = { conversationId, employeeId, text: question };
    const { answer } = await takeTurn(about ? { ...turn, clientId: about } : turn, parts);
    const elapsedMs = Math.round(performance.now() - started);
    return { answer, json: answerAsJson(answer, conversationId, elapsedMs) };
  };
  try {
    if (options.batch !== undefined) {
      const named = (line: Record<string, unknown>, name: string) =>
        typeof line[name] === 'string' ? line[name] : undefined;
      await runBatch(
        options.batch,
        async (line) =>
          (
            await one(
              textOf(line, 'text'),
              named(line, 'as'),
              named(line, 'conversation'),
              named(line, 'client'),
            )
          ).json,
        print,
      );
      return;
    }
    const { answer, json } = await one(text ?? '', undefined, options.conversation);
    print(
      options.json ? JSON.stringify(json) : renderAnswer(answer, process.stdout.isTTY === true),
    );
  } finally {
    await close();
  }
}

import { createInterface } from 'node:readline';
import type { Answer } from '../../domain/conversation/answer.ts';
import { type TurnParts, takeTurn } from '../../journeys/conversation/take-turn.ts';
import { renderAnswer } from './render-answer.ts';
import { renderCard, renderCitation } from './render-card.ts';

export interface ChatParts extends TurnParts {
  readonly employeeId: string;
  readonly conversationId: string;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly colour: boolean;
}

/** What the terminal answers by itself: 看 N opens a source, 展开 the rest of the last answer. */
function ownReply(line: string, answer: Answer | null, colour: boolean): string | null {
  const typed = line.trim().normalize('NFKC');
  if (typed === '展开') {
    return answer ? renderCard(answer.card, colour, true) : '还没有可以展开的回答。';
  }
  const wanted = /^(?:看|看原文)\s*(\d*)$/.exec(typed);
  if (!wanted) return null;
  const citation = answer?.citations.find((one) => one.n === Number(wanted[1] || 1));
  return citation ? renderCitation(citation) : '上一条回答里没有这个编号的出处。';
}

/**
 * A conversation on a terminal, line by line; resolves with the number of lines read when the input
 * ends or 退出 is typed.
 */
export async function chat(parts: ChatParts): Promise<number> {
  const { conversations, employeeId, conversationId, input, output, colour } = parts;
  const prompt = colour ? '\u001b[36m您：\u001b[39m' : '您：';
  const lines = createInterface({ input, output, prompt, terminal: colour });
  const stored = await conversations.recent(conversationId, 1);
  let last = stored.at(-1)?.answer ?? null;
  let count = 0;
  lines.prompt();
  for await (const line of lines) {
    count++;
    if (/^(退出|exit|quit)$/i.test(line.trim())) break;
    const opened = ownReply(line, last, colour);
    if (opened !== null) {
      output.write(`\n${opened}\n\n`);
    } else if (line.trim() !== '') {
      const turn = { conversationId, employeeId, text: line };
      const { answer } = await takeTurn(turn, parts);
      last = answer;
      output.write(`\n归巢：\n\n${renderAnswer(answer, colour, false)}\n\n`);
    }
    lines.prompt();
  }
  lines.close();
  return count;
}

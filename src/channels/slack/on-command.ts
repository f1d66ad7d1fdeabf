import { textCard } from '../../domain/card/card.ts';
import { chatConversationId } from '../../journeys/conversation/chat-ids.ts';
import { answerQuietly, type Respond } from './answer-quietly.ts';
import { cardMessages } from './render/card-blocks.ts';
import type { SlackRoom } from './slack-room.ts';

export interface Command {
  readonly eventKey: string;
  readonly text: string;
  readonly userId: string;
  readonly channel: string;
  readonly respond: Respond;
}

const help = [
  '**/guichao 预警**　名下没结束的预警',
  '**/guichao 清单**　今天先联系谁',
  '**/guichao 查 王建国**　一位客户的资料',
  '**/guichao 话术 客户说利率低**　能照着说的话',
  '**/guichao 网页**　登录网页的一次性链接',
  '回答只有您自己看得见。也可以直接私信我，像平常说话一样问。',
].join('\n');

/** What a command asks, in the words of the conversation; null: help. */
function questionIn(text: string): string | null {
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
  const said = rest.trim();
  switch (word) {
    case '':
    case '帮助':
    case 'help':
      return null;
    case '预警':
      return said === '' ? '现在有哪些预警' : `${said}的预警给我看`;
    case '清单':
      return '今天先打给谁';
    case '查':
      return said === '' ? null : `查一下${said}的资料`;
    case '话术':
      return said === '' ? null : said;
    default:
      return text.trim();
  }
}

async function page(employeeId: string, { signInLink }: SlackRoom): Promise<string> {
  const link = await signInLink(employeeId);
  return link === null
    ? '网页还没有配置给外面打开的地址，请管理员设置 GUICHAO_PUBLIC_URL。'
    : `点开就进网页，只能用一次，15 分钟内有效，不要转给别人：${link}`;
}

async function tell(text: string, respond: Respond): Promise<void> {
  const [blocks = []] = cardMessages(textCard(text), { cardId: '', feedback: false });
  await respond({ text: text.replace(/\*\*/g, ''), blocks });
}

/** `/guichao …`: answered where nobody but the asker sees it, in any channel. */
export async function onCommand(command: Command, room: SlackRoom): Promise<void> {
  const { eventKey, text, userId, channel, respond } = command;
  const found = await room.people.who(userId);
  if (found.kind === 'refused') return tell(found.text, respond);
  const { employeeId } = found.employee;
  if (/^网页/.test(text.trim())) return tell(await page(employeeId, room), respond);
  const question = questionIn(text);
  if (question === null) return tell(help, respond);
  const conversationId = await chatConversationId('slack', employeeId, [channel, 'command']);
  await answerQuietly({ eventKey, employeeId, conversationId, text: question }, respond, room);
}

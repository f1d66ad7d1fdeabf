import { type ChatCardParts, cardForChat } from '../../journeys/conversation/card-for-chat.ts';
import type { DeliveryChannel } from '../../ports/delivery-channel.ts';
import type { AppClient } from './app-client.ts';
import { cardText } from './message-text.ts';
import { splitText } from './split-text.ts';

// An application's text holds 2,048 bytes.
const textBytes = 1800;

/** Without Markdown: an application's text shows it as it is typed. */
function plain(text: string): string {
  return text.replaceAll('**', '').replace(/^> /gm, '');
}

/** What the assistant tells unasked, as a message of the bank's own application. */
export function deliverByApp(client: AppClient, chat: ChatCardParts): DeliveryChannel {
  return {
    name: 'wecom-app',
    reaches: ({ wecomUserId }) => wecomUserId !== null,
    deliver: async ({ answer, turnId, conversationId, recipient, identities }) => {
      const userId = identities.wecomUserId;
      if (userId === null) return { kind: 'impossible', why: '员工名单里没有企业微信账号' };
      const ids = { turnId, conversationId, employeeId: recipient.employeeId };
      const card = await cardForChat({ answer, ...ids }, chat);
      const [first = '', ...rest] = splitText(plain(cardText(card)), textBytes);
      const where = chat.pageAddress === null ? '机器人或网页' : `网页 ${chat.pageAddress}`;
      const more = rest.length > 0 ? '\n（没有写完）' : '';
      return client.send(userId, `${first}${more}\n办理和出处在${where}里。`);
    },
  };
}

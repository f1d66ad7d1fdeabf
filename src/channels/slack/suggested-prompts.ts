import type { Role } from '../../ports/employee-directory.ts';
import type { SlackRoom } from './slack-room.ts';

interface Prompt {
  readonly title: string;
  readonly message: string;
}

const same = (...texts: readonly string[]): Prompt[] =>
  texts.map((text) => ({ title: text, message: text }));

const ofManagers = same(
  '今天先打给谁',
  '现在有哪些预警',
  '客户说别的银行利率高，怎么说',
  '这个月到期超过50万的',
);

/** Four, by what the role does all day; roles that see no clients ask the material. */
const prompts: Readonly<Record<Role, readonly Prompt[]>> = {
  rm: ofManagers,
  supervisor: same('现在有哪些预警', '有没有超时的预警', '今天先打给谁', '晨会练一条异议'),
  branch_head: same('现在有哪些预警', '有没有超时的预警', '这个月到期超过50万的', '晨会练一条异议'),
  compliance: same('哪些话不能说', '产品介绍短信要写哪些内容', '适当性怎么看', '客户要投诉怎么办'),
  knowledge_editor: same(
    '客户老说要考虑考虑，怎么办',
    '“1731”是什么意思',
    '三大挽回策略是什么',
    '晨会练一条异议',
  ),
  auditor: same('哪些话不能说', '适当性怎么看', '流失信号有哪些', '客户要投诉怎么办'),
  admin: same('客户老说要考虑考虑，怎么办', '流失信号有哪些', '哪些话不能说', '你能做什么'),
};

export async function suggestPrompts(
  userId: string,
  channel: string,
  room: SlackRoom,
): Promise<void> {
  const employee = await room.people.employee(userId);
  if (!employee) return;
  // With a thread the call is accepted and shows nothing in an agent's messages.
  await room.api.attempt('assistant.threads.setSuggestedPrompts', {
    channel_id: channel,
    title: `${employee.name}，您好，可以这样问我：`,
    prompts: prompts[employee.role],
  });
}

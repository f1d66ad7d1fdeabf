import Button from 'antd/es/button';
import type { WireConversation, WireMe } from '../../wire.ts';
import { Icon } from '../look/icons.tsx';
import { useColours } from '../look/look.tsx';
import { roleTitle } from '../session/role-title.ts';
import { ConversationRow } from './conversation-row.tsx';
import { dayGroups } from './day-groups.ts';

export interface SidebarProps {
  readonly me: WireMe;
  readonly conversations: readonly WireConversation[];
  readonly openId: string | null;
  readonly onOpen: (id: string | null) => void;
  readonly onRename: (id: string, title: string) => void;
  readonly onRemove: (id: string) => void;
  readonly onClients: () => void;
  readonly onSignOut: () => void;
}

function Account({ me, onSignOut }: Pick<SidebarProps, 'me' | 'onSignOut'>) {
  const { scheme, toggle } = useColours();
  const { employee, login } = me;
  return (
    <div className="account">
      <p>
        <strong>{employee.name}</strong>　{employee.employeeId}
        <br />
        <span>
          {employee.branch} · {roleTitle[employee.role]}
        </span>
      </p>
      <Button
        type="text"
        aria-label={scheme === 'dark' ? '换成浅色' : '换成深色'}
        icon={<Icon name={scheme === 'dark' ? 'sun' : 'moon'} />}
        onClick={toggle}
      />
      {login !== 'proxy' && (
        <Button
          type="text"
          aria-label="退出登录"
          icon={<Icon name="leave" />}
          onClick={onSignOut}
        />
      )}
    </div>
  );
}

const seesClients = new Set(['rm', 'supervisor', 'branch_head']);

/** New conversation, the list of earlier ones, and who is signed in. */
export function Sidebar(props: SidebarProps) {
  const { me, conversations, openId, onOpen, onRename, onRemove } = props;
  return (
    <div className="sidebar">
      <Button block icon={<Icon name="plus" size={16} />} onClick={() => onOpen(null)}>
        新对话
      </Button>
      {seesClients.has(me.employee.role) && (
        <Button block type="text" onClick={props.onClients}>
          客户名单
        </Button>
      )}
      <nav aria-label="对话记录">
        {conversations.length === 0 && <p className="nothing">问过的都会留在这里。</p>}
        {dayGroups(conversations, new Date(me.service.now)).map(([name, group]) => (
          <section key={name}>
            <h2>{name}</h2>
            <ul>
              {group.map((conversation) => (
                <li key={conversation.conversationId}>
                  <ConversationRow
                    conversation={conversation}
                    open={conversation.conversationId === openId}
                    onOpen={() => onOpen(conversation.conversationId)}
                    onRename={(title) => onRename(conversation.conversationId, title)}
                    onRemove={() => onRemove(conversation.conversationId)}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <Account me={me} onSignOut={props.onSignOut} />
    </div>
  );
}

import { lazy, Suspense, useState } from 'react';
import type { WireMe } from '../wire.ts';
import { ConversationPane } from './conversation/conversation-pane.tsx';
import { useConversation } from './conversation/use-conversation.ts';
import { Header } from './header.tsx';
import { Sidebar, type SidebarProps } from './library/sidebar.tsx';
import { useLibrary } from './library/use-library.ts';
import { Sheet } from './look/sheet.tsx';
import { Watermark, WatermarkContext } from './look/watermark.tsx';
import { useAddress } from './use-address.ts';
import { useBusinessTime } from './use-business-time.ts';
import { useNarrow } from './use-narrow.ts';

// Most turns need no client page: it comes when it is first opened.
const ClientsPane = lazy(async () => {
  const { ClientsPane: pane } = await import('./clients/clients-pane.tsx');
  return { default: pane };
});

interface WorkspaceProps {
  readonly me: WireMe;
  readonly onSignedOut: () => void;
  readonly onSignOut: () => void;
}

/** Everything somebody sees who is signed in. */
export function Workspace({ me, onSignedOut, onSignOut }: WorkspaceProps) {
  const narrow = useNarrow();
  const { openId, clients, open, openClient } = useAddress();
  const library = useLibrary();
  const [menu, setMenu] = useState(false);
  const talk = useConversation({
    conversationId: openId,
    onOpened: open,
    onChanged: library.refresh,
    onSignedOut,
  });
  const ask = (text: string) => {
    open(null);
    talk.ask(text);
  };
  const time = useBusinessTime(me.service.now);
  const sidebar: SidebarProps = {
    me,
    conversations: library.conversations,
    openId,
    onOpen: (id) => {
      open(id);
      setMenu(false);
    },
    onRename: library.rename,
    onRemove: async (id) => {
      await library.remove(id);
      if (id === openId) open(null);
    },
    onClients: () => {
      openClient(null);
      setMenu(false);
    },
    onSignOut,
  };
  return (
    <WatermarkContext value={`${me.employee.employeeId}　${time}`}>
      <div className="workspace">
        <a className="skip" href="#composer-field">
          跳到输入框
        </a>
        <Header
          service={me.service}
          narrow={narrow}
          onMenu={() => setMenu(true)}
          onNew={() => open(null)}
        />
        {!narrow && (
          <aside aria-label="对话记录与账号">
            <Sidebar {...sidebar} />
          </aside>
        )}
        {clients === undefined ? (
          <ConversationPane me={me} talk={talk} openId={openId} onOpen={open} />
        ) : (
          <Suspense fallback={<main />}>
            <ClientsPane clientId={clients} onOpen={openClient} onAsk={ask} />
          </Suspense>
        )}
        <Watermark />
        {narrow && menu && (
          <Sheet
            title="对话记录"
            side="left"
            closeLabel="关闭对话记录"
            onClose={() => setMenu(false)}
          >
            <Sidebar {...sidebar} />
          </Sheet>
        )}
      </div>
    </WatermarkContext>
  );
}

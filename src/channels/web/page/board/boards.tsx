import { useEffect, useState } from 'react';
import type { DirectoryEntry } from '../../../../ports/employee-directory.ts';
import type { WireInbox } from '../../wire.ts';
import { Sheet } from '../look/sheet.tsx';
import { call } from '../service/api.ts';
import { AlertBoard } from './alert-board.tsx';
import { TeamBoard } from './team-board.tsx';
import { WorkBoard } from './work-board.tsx';

/** What is brought unasked comes by the clock; a look each half minute is soon enough. */
const refreshMs = 30_000;
const titles = { alerts: '预警', work: '今日清单', team: '团队概览' } as const;
type BoardName = keyof typeof titles;

const shownTo: Readonly<Record<BoardName, readonly DirectoryEntry['role'][]>> = {
  alerts: ['rm', 'supervisor', 'branch_head'],
  work: ['rm'],
  team: ['supervisor', 'branch_head'],
};

function useInbox(openId: string | null) {
  const [inbox, setInbox] = useState<WireInbox>({ unread: 0, conversationId: null });
  useEffect(() => {
    let gone = false;
    const look = () => {
      call<WireInbox>('GET', '/inbox').then(
        (told) => gone || setInbox(told),
        () => undefined,
      );
    };
    const opened =
      openId === null
        ? Promise.resolve()
        : call('POST', '/inbox/read', { conversationId: openId }).catch(() => undefined);
    void opened.then(look);
    const timer = setInterval(() => document.visibilityState === 'visible' && look(), refreshMs);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [openId]);
  return inbox;
}

interface BoardsProps {
  readonly role: DirectoryEntry['role'];
  readonly openId: string | null;
  readonly free: boolean;
  readonly onAsk: (text: string) => void;
  readonly onOpen: (conversationId: string) => void;
}

/** Ways to what was brought, to alerts, list and team; a press inside asks in the conversation. */
export function Boards({ role, openId, free, onAsk, onOpen }: BoardsProps) {
  const inbox = useInbox(openId);
  const [shown, setShown] = useState<BoardName | null>(null);
  const names = (Object.keys(titles) as BoardName[]).filter((name) => shownTo[name].includes(role));
  const ask = (text: string) => {
    setShown(null);
    onAsk(text);
  };
  if (names.length === 0) return null;
  return (
    <>
      <nav className="desk boards" aria-label="工作台">
        {inbox.unread > 0 && inbox.conversationId !== null && (
          <button type="button" className="news" onClick={() => onOpen(inbox.conversationId ?? '')}>
            归巢送来 {inbox.unread} 条
          </button>
        )}
        {names.map((name) => (
          <button key={name} type="button" onClick={() => setShown(name)}>
            {titles[name]}
          </button>
        ))}
      </nav>
      {shown !== null && (
        <Sheet
          title={titles[shown]}
          side="right"
          closeLabel={`关闭${titles[shown]}`}
          onClose={() => setShown(null)}
        >
          {shown === 'alerts' && <AlertBoard free={free} onAsk={ask} />}
          {shown === 'work' && <WorkBoard free={free} onAsk={ask} />}
          {shown === 'team' && <TeamBoard />}
        </Sheet>
      )}
    </>
  );
}

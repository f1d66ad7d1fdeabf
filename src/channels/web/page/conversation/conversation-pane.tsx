import Alert from 'antd/es/alert';
import { useState } from 'react';
import type { WireMe } from '../../wire.ts';
import type { Ask } from '../answer/answer-card.tsx';
import { Boards } from '../board/boards.tsx';
import { type OpenedSource, SourceSheet } from '../source/source-sheet.tsx';
import { Announcer } from './announcer.tsx';
import { Composer } from './composer.tsx';
import { Desk } from './desk.tsx';
import { Transcript } from './transcript.tsx';
import type { useConversation } from './use-conversation.ts';
import { useCopiedAnswer } from './use-copied-answer.ts';
import { Welcome } from './welcome.tsx';

const lostText = '网络断开了，正在重连。问题已留住，连上就接着答。';

interface ConversationPaneProps {
  readonly me: WireMe;
  readonly talk: ReturnType<typeof useConversation>;
  readonly openId: string | null;
  readonly onOpen: (conversationId: string) => void;
}

/** The conversation that is open: what was said, and where one types. */
export function ConversationPane({ me, talk, openId, onOpen }: ConversationPaneProps) {
  const [source, setSource] = useState<OpenedSource | null>(null);
  const newest = talk.turns.at(-1);
  const copied = useCopiedAnswer(newest);
  const ask: Ask = (text, how) => {
    copied.forget();
    if (how?.edit) {
      talk.setDraft(text);
      document.getElementById('composer-field')?.focus();
      return;
    }
    if (how?.copies) copied.copyNext();
    talk.ask(text);
  };
  const empty = talk.turns.length === 0 && !talk.opening;
  return (
    <main>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className="scroller" tabIndex={0} aria-label="对话内容">
        {empty ? (
          <Welcome me={me} onAsk={ask} />
        ) : (
          <Transcript
            turns={talk.turns}
            steps={talk.steps}
            free={!talk.working}
            onAsk={ask}
            onOpenSource={({ turnId }, citation) => setSource({ turnId, citation })}
          />
        )}
      </section>
      <div className="foot">
        {talk.lost && <Alert type="warning" showIcon={false} title={lostText} />}
        {copied.said !== null && <Alert type="success" showIcon={false} title={copied.said} />}
        {talk.problem !== null && (
          <Alert type="error" showIcon={false} title={talk.problem} role="alert" />
        )}
        <Boards
          role={me.employee.role}
          openId={openId}
          free={!talk.working}
          onAsk={(text) => ask(text)}
          onOpen={onOpen}
        />
        <Desk
          newestTurn={`${newest?.turnId} ${newest?.state}`}
          free={!talk.working}
          onAsk={(text) => ask(text)}
        />
        <Composer
          draft={talk.draft}
          working={talk.working !== null}
          onChange={talk.setDraft}
          onSend={(text) => ask(text)}
          onCancel={talk.cancel}
        />
      </div>
      <Announcer turn={newest} step={newest && talk.steps[newest.turnId]} />
      {source && <SourceSheet opened={source} onClose={() => setSource(null)} />}
    </main>
  );
}

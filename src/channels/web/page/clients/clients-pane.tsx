import '../look/clients.css';
import { ClientPage } from './client-page.tsx';
import { ListPage } from './list-page.tsx';

interface ClientsPaneProps {
  /** Null: the list. */
  readonly clientId: string | null;
  readonly onOpen: (clientId: string | null) => void;
  readonly onAsk: (text: string) => void;
}

/** Clients as pages, in the place of the conversation; loaded when they are first opened. */
export function ClientsPane({ clientId, onOpen, onAsk }: ClientsPaneProps) {
  return (
    <main className="clients">
      <div className="scroller">
        <div className="clients-inner">
          {clientId === null ? (
            <ListPage onOpen={onOpen} />
          ) : (
            <>
              <button type="button" className="back" onClick={() => onOpen(null)}>
                ← 客户名单
              </button>
              <ClientPage clientId={clientId} onAsk={onAsk} />
            </>
          )}
        </div>
      </div>
    </main>
  );
}

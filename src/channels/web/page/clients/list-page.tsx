import Button from 'antd/es/button';
import { type FormEvent, useEffect, useState } from 'react';
import type { WireClient, WireClients } from '../../wire.ts';
import { call, Refused } from '../service/api.ts';

const columns = [
  ['name', '客户'],
  ['client-id', '客户号'],
  [null, '层级'],
  ['aum', '月末资产'],
  ['due', '最近到期'],
  ['last-contact', '上次联系'],
] as const;

interface Asked {
  readonly q: string;
  readonly sort: string | null;
  readonly order: 'up' | 'down';
  readonly page: number;
}

const start: Asked = { q: '', sort: null, order: 'down', page: 0 };

function addressOf({ q, sort, order, page }: Asked): string {
  const query = new URLSearchParams({ q, order, page: String(page) });
  if (sort !== null) query.set('sort', sort);
  return `/clients?${query}`;
}

type Found = { readonly list: WireClients } | { readonly problem: string } | null;

function useList(asked: Asked): Found {
  const [found, setFound] = useState<Found>(null);
  useEffect(() => {
    let current = true;
    call<WireClients>('GET', addressOf(asked))
      .then((list) => current && setFound({ list }))
      .catch((error: unknown) => {
        const problem = error instanceof Refused ? error.message : '网络断开了，请再试。';
        if (current) setFound({ problem });
      });
    return () => {
      current = false;
    };
  }, [asked]);
  return found;
}

const money = (cents: number | null): string => {
  if (cents === null) return '—';
  const yuan = cents / 100;
  return Math.abs(yuan) < 10_000 ? `${Math.round(yuan)}元` : `${(yuan / 10_000).toFixed(1)}万`;
};

interface RowsProps {
  readonly clients: readonly WireClient[];
  readonly onOpen: (clientId: string) => void;
}

function Rows({ clients, onOpen }: RowsProps) {
  return clients.map((one) => (
    <tr key={one.clientId}>
      <td data-name="客户">
        <a
          href={`/clients/${encodeURIComponent(one.clientId)}`}
          onClick={(event) => {
            event.preventDefault();
            onOpen(one.clientId);
          }}
        >
          {one.name}
        </a>
        {one.mobileTail !== null && <span className="tail">尾号 {one.mobileTail}</span>}
      </td>
      <td data-name="客户号">{one.clientId}</td>
      <td data-name="层级">{one.tier ?? '—'}</td>
      <td data-name="月末资产">{money(one.aumCents)}</td>
      <td data-name="最近到期">{one.nextDueOn ?? '—'}</td>
      <td data-name="上次联系">{one.lastContactedOn ?? '没有记录'}</td>
    </tr>
  ));
}

interface HeadProps {
  readonly asked: Asked;
  readonly onSort: (sort: string) => void;
}

function Head({ asked, onSort }: HeadProps) {
  const state = (sort: string) => (asked.sort !== sort ? 'none' : `${asked.order}ward`);
  const spoken = { none: 'none', upward: 'ascending', downward: 'descending' } as const;
  return (
    <tr>
      {columns.map(([sort, name]) =>
        sort === null ? (
          <th key={name} scope="col">
            {name}
          </th>
        ) : (
          <th key={name} scope="col" aria-sort={spoken[state(sort) as keyof typeof spoken]}>
            <button type="button" className="sorts" onClick={() => onSort(sort)}>
              {name}
              <span aria-hidden="true">
                {asked.sort !== sort ? '↕' : asked.order === 'up' ? '▲' : '▼'}
              </span>
            </button>
          </th>
        ),
      )}
    </tr>
  );
}

function Summary({ list }: { readonly list: WireClients }) {
  const { understood, notUnderstood, total, aumCents, dataThrough } = list;
  return (
    <div className="summary" role="status">
      <p>
        {understood.length === 0
          ? '您可以查看的全部客户'
          : understood.map((chip) => (
              <span key={chip} className="tag">
                {chip}
              </span>
            ))}
      </p>
      {notUnderstood.length > 0 && <p>没看懂、没有用上的：{notUnderstood.join('、')}</p>}
      <p>
        <strong>{total} 位</strong>，资产合计 {money(aumCents)}（数据截至 {dataThrough ?? '不详'}）
      </p>
    </div>
  );
}

interface PagesProps {
  readonly page: number;
  readonly list: WireClients;
  readonly onPage: (page: number) => void;
}

function Pages({ page, list, onPage }: PagesProps) {
  const last = Math.max(0, Math.ceil(list.total / list.perPage) - 1);
  if (last === 0) return null;
  return (
    <nav className="pages" aria-label="翻页">
      <Button disabled={page === 0} onClick={() => onPage(page - 1)}>
        上一页
      </Button>
      <span>
        第 {page + 1} / {last + 1} 页
      </span>
      <Button disabled={page >= last} onClick={() => onPage(page + 1)}>
        下一页
      </Button>
    </nav>
  );
}

/** The employee's clients: asked for in words, sorted, page by page. */
export function ListPage({ onOpen }: { readonly onOpen: (clientId: string) => void }) {
  const [asked, setAsked] = useState(start);
  const [words, setWords] = useState('');
  const found = useList(asked);
  const list = found !== null && 'list' in found ? found.list : null;
  const search = (event: FormEvent) => {
    event.preventDefault();
    setAsked({ ...start, q: words.trim() });
  };
  const sortBy = (sort: string) =>
    setAsked({
      ...asked,
      sort,
      page: 0,
      order: asked.sort === sort && asked.order === 'down' ? 'up' : 'down',
    });
  return (
    <section className="client-list" aria-label="客户名单">
      <form className="search" onSubmit={search}>
        <input
          aria-label="姓名、客户号、尾号、拼音，或条件"
          placeholder="姓名、客户号、拼音，或“下个月到期超过20万的”"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          maxLength={200}
        />
        <Button htmlType="submit" type="primary">
          查询
        </Button>
        {list?.mayExport && (
          <Button href={`/api/clients/export?${new URLSearchParams({ q: asked.q })}`}>
            导出（留痕）
          </Button>
        )}
      </form>
      {found !== null && 'problem' in found && <p role="alert">{found.problem}</p>}
      {list !== null && (
        <>
          <Summary list={list} />
          <div className="table">
            <table>
              <thead>
                <Head asked={asked} onSort={sortBy} />
              </thead>
              <tbody>
                <Rows clients={list.clients} onOpen={onOpen} />
              </tbody>
            </table>
          </div>
          <Pages page={asked.page} list={list} onPage={(page) => setAsked({ ...asked, page })} />
        </>
      )}
    </section>
  );
}

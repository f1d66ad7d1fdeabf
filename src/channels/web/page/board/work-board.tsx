import Button from 'antd/es/button';
import type { WireWorkBoard } from '../../wire.ts';
import { BoardFrame } from './board-frame.tsx';
import { useBoard } from './use-board.ts';

interface WorkBoardProps {
  readonly free: boolean;
  readonly onAsk: (text: string) => void;
}

function WorkRow({
  item,
  free,
  onAsk,
}: WorkBoardProps & { readonly item: WireWorkBoard['items'][number] }) {
  const { name, action, why, hours, late } = item;
  return (
    <li className="work-row">
      <p>
        <span className="action">{action}</span>
        <strong>{name}</strong>
        {hours !== null && <small>{hours}</small>}
        {late > 0 && <small className="breached">带过来，晚了{late}天</small>}
      </p>
      <p>{why.join('；')}</p>
      <div className="actions">
        <Button
          size="small"
          shape="round"
          disabled={!free}
          onClick={() => onAsk(`${name}的情况过一遍`)}
        >
          过一遍
        </Button>
        <Button
          size="small"
          shape="round"
          disabled={!free}
          onClick={() => onAsk(`今天清单跳过${name}`)}
        >
          跳过
        </Button>
      </div>
    </li>
  );
}

/** The day's list: who to meet, call and write to, and why now. */
export function WorkBoard({ free, onAsk }: WorkBoardProps) {
  const loaded = useBoard<WireWorkBoard>('/board/work');
  return (
    <BoardFrame loaded={loaded}>
      {({ items, progress, waiting, load, through }) => (
        <>
          <p className="quiet">
            {progress}（已登记/今天的数，只有您自己看得到），另有{waiting}位排在后面
            {load}。{through}
          </p>
          <ol className="work-rows">
            {items.map((item) => (
              <WorkRow key={item.clientId} item={item} free={free} onAsk={onAsk} />
            ))}
          </ol>
        </>
      )}
    </BoardFrame>
  );
}

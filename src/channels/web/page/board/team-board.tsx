import type { WireTeamBoard } from '../../wire.ts';
import { BoardFrame } from './board-frame.tsx';
import { useBoard } from './use-board.ts';

function Bar({ share, className }: { readonly share: number; readonly className: string }) {
  return (
    <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className={className} x="0" y="0" width={share * 100} height="10" />
    </svg>
  );
}

function Managers({ managers }: Pick<WireTeamBoard, 'managers'>) {
  const most = Math.max(1, ...managers.map(({ red, amber }) => red + amber));
  return (
    <table className="team">
      <thead>
        <tr>
          <th scope="col">客户经理</th>
          <th scope="col">红</th>
          <th scope="col">黄</th>
          <th scope="col" className="wide">
            合计
          </th>
        </tr>
      </thead>
      <tbody>
        {managers.map(({ name, red, amber }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{red}</td>
            <td>{amber}</td>
            <td>
              <Bar share={(red + amber) / most} className="amber" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A team or branch at one look: open alerts by manager, money that matures by week. */
export function TeamBoard() {
  const loaded = useBoard<WireTeamBoard>('/board/team');
  return (
    <BoardFrame loaded={loaded}>
      {({ summary, managers, weeks, lastWeek, through }) => {
        const most = Math.max(1, ...weeks.map(({ cents }) => cents));
        return (
          <>
            <p className="quiet">{through}</p>
            <p>{summary}。</p>
            <h3>没结束的预警</h3>
            {managers.length === 0 ? <p>没有。</p> : <Managers managers={managers} />}
            <h3>到期资金，按周</h3>
            <table className="team">
              <tbody>
                {weeks.map(({ label, cents, text }) => (
                  <tr key={label}>
                    <th scope="row">{label}</th>
                    <td>{text}</td>
                    <td className="wide">
                      <Bar share={cents / most} className="money" />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="quiet">{lastWeek}。</p>
          </>
        );
      }}
    </BoardFrame>
  );
}

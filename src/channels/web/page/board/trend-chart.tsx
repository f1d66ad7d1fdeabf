import type { AlertTrend } from '../../../../domain/churn/alert-trend.ts';
import { useBoard } from './use-board.ts';

const width = 420;
const height = 150;
const left = 44;
const lineBottom = 92;
const barsMiddle = 124;
const barsHalf = 18;

const wan = (cents: number) => `${(cents / 1_000_000).toFixed(cents >= 10_000_000 ? 0 : 1)}万`;

/** 2026-11-09 as 11-09, out of a number of days. */
function dayLabel(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(5, 10);
}

/** What the picture shows, for who can't see it. */
function described({ balances, window, weeks }: AlertTrend): string {
  const ends = balances.map(({ on, cents }) => `${dayLabel(on)} ${wan(cents)}`);
  const seen =
    window === null ? '' : `信号看的是 ${dayLabel(window.from)} 到 ${dayLabel(window.to)}。`;
  const out = weeks.reduce((sum, { outCents }) => sum + outCents, 0);
  return `月末资产：${ends.join('，')}。半年转出合计 ${wan(out)}。${seen}`;
}

function Chart({ trend }: { readonly trend: AlertTrend }) {
  const { from, to, window, balances, weeks } = trend;
  const x = (day: number) => left + ((day - from) / (to - from)) * (width - left - 6);
  const top = Math.max(1, ...balances.map(({ cents }) => cents)) * 1.1;
  const y = (cents: number) => lineBottom - (cents / top) * (lineBottom - 10);
  const most = Math.max(1, ...weeks.flatMap(({ inCents, outCents }) => [inCents, outCents]));
  const bar = (cents: number) => (cents / most) * barsHalf;
  const barWidth = Math.max(2, x(from + 5) - x(from));
  return (
    <svg
      className="trend"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={described(trend)}
    >
      {window !== null && (
        <rect
          className="window"
          x={x(Math.max(from, window.from))}
          y={4}
          width={Math.max(2, x(window.to) - x(Math.max(from, window.from)))}
          height={height - 18}
        />
      )}
      <text x={0} y={14}>
        资产
      </text>
      <text x={0} y={barsMiddle - 8}>
        转入
      </text>
      <text x={0} y={barsMiddle + 14}>
        转出
      </text>
      <polyline
        className="balance"
        points={balances.map(({ on, cents }) => `${x(on)},${y(cents)}`).join(' ')}
      />
      {balances.map(({ on, cents }) => (
        <g key={on}>
          <circle className="balance" cx={x(on)} cy={y(cents)} r={2.5} />
          <text className="figure" x={x(on)} y={y(cents) - 6}>
            {wan(cents)}
          </text>
        </g>
      ))}
      <line className="axis" x1={left} x2={width - 6} y1={barsMiddle} y2={barsMiddle} />
      {weeks.map(({ from: week, inCents, outCents }) => (
        <g key={week}>
          <rect
            className="in"
            x={x(week)}
            y={barsMiddle - bar(inCents)}
            width={barWidth}
            height={bar(inCents)}
          />
          <rect
            className="out"
            x={x(week)}
            y={barsMiddle}
            width={barWidth}
            height={bar(outCents)}
          />
        </g>
      ))}
      <text x={left} y={height - 2}>
        {dayLabel(from)}
      </text>
      <text className="end" x={width - 6} y={height - 2}>
        {dayLabel(to)}
      </text>
    </svg>
  );
}

/** Half a year of one client's money, with the days marked that the signal looks at. */
export function TrendChart({ alertId }: { readonly alertId: string }) {
  const loaded = useBoard<AlertTrend>(`/board/alerts/${encodeURIComponent(alertId)}/trend`);
  if (loaded.state === 'failed') return null;
  if (loaded.state === 'loading') return <div className="trend" />;
  return <Chart trend={loaded.value} />;
}

const [width, height] = [320, 84];
const margin = { top: 10, right: 6, bottom: 8, left: 6 };

interface TrendChartProps {
  readonly values: readonly number[];
  /** For who can't see it: the first and the last figure in words. */
  readonly label: string;
}

/** A line over months, from nought, so that a small change looks small. */
export function TrendChart({ values, label }: TrendChartProps) {
  if (values.length < 2) return null;
  const most = Math.max(...values, 1);
  const least = Math.min(...values, 0);
  const across = (width - margin.left - margin.right) / (values.length - 1);
  const down = (height - margin.top - margin.bottom) / (most - least);
  const points = values.map((value, at) => {
    const [x, y] = [margin.left + at * across, margin.top + (most - value) * down];
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const floor = (height - margin.bottom).toFixed(1);
  const area = `${margin.left},${floor} ${points.join(' ')} ${width - margin.right},${floor}`;
  const [lastX = '0', lastY = '0'] = points.at(-1)?.split(',') ?? [];
  return (
    <svg className="trend" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <polygon className="area" points={area} />
      <polyline className="curve" points={points.join(' ')} />
      <circle className="last" cx={lastX} cy={lastY} r={3.2} />
    </svg>
  );
}

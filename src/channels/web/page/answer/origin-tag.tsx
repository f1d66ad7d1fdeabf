import type { Citation } from '../../../../domain/knowledge/citation.ts';

const origins: Record<Citation['origin'], readonly [short: string, long: string]> = {
  course: ['课', '课程材料'],
  project: ['项', '项目自写'],
  regulation: ['规', '法规'],
  bank: ['行', '本行材料'],
  record: ['档', '客户记录'],
};

/** How far a statement carries, at a glance. */
export function OriginTag({
  origin,
  long = false,
}: {
  readonly origin: Citation['origin'];
  readonly long?: boolean;
}) {
  const [short, whole] = origins[origin];
  return (
    <span className={`origin ${origin}`} title={whole}>
      {long ? whole : short}
    </span>
  );
}

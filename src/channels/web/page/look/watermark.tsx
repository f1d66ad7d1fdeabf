import { createContext, use, useId } from 'react';

/** Employee number and business time. */
export const WatermarkContext = createContext('');

/** Who looked, and when, in whatever leaves the screen as a picture. */
export function Watermark() {
  const text = use(WatermarkContext);
  const id = useId();
  return (
    <svg className="watermark" aria-hidden="true">
      <defs>
        <pattern
          id={id}
          width="330"
          height="190"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-18)"
        >
          <text x="12" y="60">
            {text}
          </text>
          <text x="176" y="155">
            {text}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}

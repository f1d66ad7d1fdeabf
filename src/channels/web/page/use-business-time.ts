import { useEffect, useState } from 'react';

const minuteMs = 60_000;

const format = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
});

/** The service's business time, to the minute, going on from when the page was opened. */
export function useBusinessTime(now: string): string {
  const [openedAtMs] = useState(() => Date.now());
  const [, beat] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => beat((count) => count + 1), minuteMs);
    return () => clearInterval(timer);
  }, []);
  return format.format(new Date(new Date(now).getTime() + Date.now() - openedAtMs));
}

interface Hours {
  readonly from: number;
  readonly to: number;
}

const form = /^([01]?\d|2[0-3]):([0-5]\d)\s*[-–~至]\s*([01]?\d|2[0-4]):([0-5]\d)$/;

/** Minutes of the day out of `09:00-11:30`; null: nothing that can be read. */
function readHours(text: string | null): Hours | null {
  const match = form.exec(text?.trim() ?? '');
  if (match === null) return null;
  const [, fromHour, fromMinute, toHour, toMinute] = match.map(Number);
  const from = (fromHour ?? 0) * 60 + (fromMinute ?? 0);
  const to = (toHour ?? 0) * 60 + (toMinute ?? 0);
  return from < to ? { from, to } : null;
}

/** Whether what the client prefers is over for today. */
export function isOver(preferred: string | null, minuteOfDay: number): boolean {
  const hours = readHours(preferred);
  return hours !== null && minuteOfDay >= hours.to;
}

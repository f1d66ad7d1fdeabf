const firstPauseMs = 5_000;
const longestPauseMs = 30 * 60_000;

/** Twice as long each time, up to half an hour, and spread by half so that many don't return at once. */
export function retryPauseMs(attempts: number, random: () => number): number {
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** attempts);
  return Math.round(pause * (0.75 + random() / 2));
}

/** True for an error that says: another process holds the file at this moment. */
export const isBusy = (error: unknown): boolean =>
  /^SQLITE_BUSY/.test(String((error as { code?: unknown }).code));

const ownFrame = /\bsrc\/[\w./-]+:\d+/;

/**
 * A fault of the program itself, in a sentence: what kind and where, for whoever mends it. Its own
 * message stays out, since it may quote what somebody typed or a client's data.
 */
export function describeFailure(error: unknown): string {
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  const code = (error as { code?: unknown })?.code;
  const place = ownFrame.exec(error instanceof Error ? (error.stack ?? '') : '')?.[0];
  const found = [kind, typeof code === 'string' ? code : null, place ?? null].filter(Boolean);
  return `归巢自己出了错，这一次没有做完；已有的数据没有受影响。请再试一次，仍不行请把括号里的内容告诉管理员（${found.join('，')}）。`;
}

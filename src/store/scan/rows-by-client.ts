const none: readonly never[] = [];

/** Rows that come client by client, handed out by client. */
export class RowsByClient<Row extends readonly [string, ...unknown[]]> {
  readonly #rows: readonly Row[];
  readonly #stretches = new Map<string, readonly [from: number, to: number]>();

  constructor(rows: readonly Row[]) {
    this.#rows = rows;
    let from = 0;
    for (let at = 1; at <= rows.length; at++) {
      const clientId = rows[from]?.[0];
      if (clientId === undefined || rows[at]?.[0] === clientId) continue;
      this.#stretches.set(clientId, [from, at]);
      from = at;
    }
  }

  of(clientId: string): readonly Row[] {
    const stretch = this.#stretches.get(clientId);
    return stretch === undefined ? none : this.#rows.slice(...stretch);
  }
}

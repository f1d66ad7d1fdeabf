/** One thing wrong with the files, at its exact place; `line` and `column` where they are known. */
export interface ImportFault {
  readonly file: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  /** What was expected, or what is wrong, in Chinese. */
  readonly expected: string;
}

const longestShown = 40;

function shown(value: string): string {
  const visible = value.replaceAll('\0', '␀').replace(/\s/g, ' ');
  return visible.length > longestShown ? `${visible.slice(0, longestShown)}…` : visible;
}

/** `clients.csv 第 12 行 opened_on：“2026-02-30”，应为…` */
export function describeFault({ file, line, column, value, expected }: ImportFault): string {
  const place = [file, line === null ? '' : ` 第 ${line} 行`, column === null ? '' : ` ${column}`];
  const what = value === null ? '' : `“${shown(value)}”，`;
  return `${place.join('')}：${what}${expected}`;
}

const mostKept = 1000;

/** All faults are counted, the first thousand are kept; the lines they stand on are known. */
export class FaultList {
  readonly kept: ImportFault[] = [];
  readonly #lines = new Map<string, Set<number>>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(fault: ImportFault): void {
    this.#count++;
    if (this.kept.length < mostKept) {
      const value = fault.value === null ? null : shown(fault.value);
      this.kept.push({ ...fault, value });
    }
    if (fault.line === null) return;
    const lines = this.#lines.get(fault.file) ?? new Set();
    this.#lines.set(fault.file, lines.add(fault.line));
  }

  /** Lines of the file with at least one fault. */
  linesOf(file: string): ReadonlySet<number> {
    return this.#lines.get(file) ?? new Set();
  }
}

const width = 24;
const redrawMs = 100;

interface Progress {
  readonly phase: 'read' | 'merge';
  readonly file: string;
  readonly rows: number;
  readonly share: number;
}

const titles: Readonly<Record<Progress['phase'], string>> = { read: '读入', merge: '入账' };

function bar(share: number): string {
  const full = Math.min(width, Math.round(share * width));
  return '█'.repeat(full) + '░'.repeat(width - full);
}

/** One line that is drawn again and again: how far, how many rows, how many in a second. */
export function progressBar(write: (text: string) => void): {
  show(progress: Progress): void;
  clear(): void;
} {
  const started = performance.now();
  let drawn = 0;
  return {
    show({ phase, file, rows, share }) {
      const now = performance.now();
      if (now - drawn < redrawMs) return;
      drawn = now;
      const perSecond = Math.round((1000 * rows) / Math.max(1, now - started));
      const count = `${rows.toLocaleString('en')} 行，${perSecond.toLocaleString('en')} 行/秒`;
      const percent = `${Math.floor(share * 100)}%`.padStart(4);
      write(`\r\u001b[K${titles[phase]} ${bar(share)}${percent} ${file} ${count}`);
    },
    clear() {
      if (drawn > 0) write('\r\u001b[K');
    },
  };
}

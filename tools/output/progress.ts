import type { Terminal } from '../terminal.js';

const EVERY_MS = 100;

/** Says how far long work is: one line on stderr that renews itself, and nothing where nobody looks. */
export interface Progress {
  /** @param of how many there are, when that is known */
  at(done: number, of?: number | null): void;
  /** Takes the line away again. */
  end(): void;
}

/** Progress of work that is called `label`. */
export function startProgress({ showsProgress, stderr, width }: Terminal, label: string): Progress {
  if (!showsProgress) return { at: () => undefined, end: () => undefined };
  let shown = 0;
  const show = (text: string): void => stderr(`\r\u001b[2K${text.slice(0, Math.max(10, width - 1))}`);
  return {
    at(done, of = null) {
      if (Date.now() - shown < EVERY_MS) return;
      shown = Date.now();
      const share = of ? ` / ${of} (${Math.floor((100 * done) / of)} %)` : '';
      show(`${label}: ${done}${share}`);
    },
    end: () => stderr('\r\u001b[2K'),
  };
}

/** Where a command writes. Results go to stdout, everything else to stderr. */
export interface Terminal {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Columns of the screen; `Infinity` where stdout is none. */
  readonly width: number;
  readonly showsProgress: boolean;
}

/** The terminal of this process. A reader that has enough (`| head`) ends it without a fuss. */
export function processTerminal(onClosed: () => void): Terminal {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') onClosed();
  });
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    width: process.stdout.isTTY ? process.stdout.columns : Infinity,
    showsProgress: process.stderr.isTTY === true,
  };
}

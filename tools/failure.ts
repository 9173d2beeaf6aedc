import { EXIT, type ExitCode } from './exit-codes.js';

/** A command cannot go on: a sentence for people and the number the process ends with. */
export class ToolFailure extends Error {
  override readonly name = 'ToolFailure';

  constructor(
    readonly exitCode: ExitCode,
    message: string,
    /** By which the operator finds the request in the log. */
    readonly requestId: string | null = null,
  ) {
    super(message);
  }
}

/** A command has said all there is to say, and the process ends with another number than 0. */
export class Verdict extends Error {
  override readonly name = 'Verdict';

  constructor(readonly exitCode: ExitCode) {
    super('');
  }
}

/** What a code of the error catalogue ends the process with. */
export function exitCodeOf(code: string): ExitCode {
  if (code === 'UNAUTHENTICATED') return EXIT.unauthenticated;
  if (code === 'FORBIDDEN' || code.startsWith('PERSISTED_')) return EXIT.forbidden;
  if (code === 'NOT_FOUND') return EXIT.missing;
  if (code === 'UNAVAILABLE' || code === 'RATE_LIMITED') return EXIT.unavailable;
  return code === 'INVALID_INPUT' ? EXIT.usage : EXIT.failed;
}

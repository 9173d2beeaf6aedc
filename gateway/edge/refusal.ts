import type { ErrorCode } from '#runtime/errors/catalogue.js';

/** The gateway refuses a request before it is executed. The client sees the code in the catalogue's words. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    /** HTTP status of the answer. */
    readonly status: number,
    readonly code: ErrorCode,
    readonly options: {
      /** Says more than the catalogue; only what the caller may know. */
      readonly message?: { readonly de: string; readonly en: string };
      readonly headers?: Readonly<Record<string, string>>;
      readonly details?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(options.message?.en ?? code);
  }
}

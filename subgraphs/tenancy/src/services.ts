import type { Context } from '#runtime/graphql/context.js';

/** What this room takes from outside. */
export interface TenancyServices {
  readonly clock: () => Date;
}

/** The context of a request in this room. */
export type TenancyContext = Context<TenancyServices>;

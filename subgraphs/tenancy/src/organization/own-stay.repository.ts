import type { TenancyContext } from '../services.js';

/** How long the reader's session opens the Organization before it asks again. */
export interface OwnStayRecord {
  /** Seconds without a request there after which it asks for a factor. */
  readonly idleSeconds: number;
  /** When it asks for a new sign-in at the latest. */
  readonly endsAt: Date;
}

const OWN_STAY = `
  SELECT idle_seconds AS "idleSeconds", extract(epoch FROM ends_at) AS until FROM tenancy.own_stay()`;

/** How long one may stay, by way of a function of the database that knows session and policy. */
export function ownStayRepository(ctx: TenancyContext) {
  return {
    /** The stricter of what always holds and what the Organization's policy asks for; `null` for tools. */
    async find(): Promise<OwnStayRecord | null> {
      const [row] = await ctx.query<{ idleSeconds: number; until: string }>(OWN_STAY);
      return row ? { idleSeconds: row.idleSeconds, endsAt: new Date(Number(row.until) * 1000) } : null;
    },
  };
}

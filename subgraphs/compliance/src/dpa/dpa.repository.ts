import type { Context } from '#runtime/graphql/context.js';
import type {
  AcceptanceRecord,
  CustomerRecord,
  DpaContent,
  DpaLanguage,
  DpaVersionRecord,
  PublicationRecord,
} from './dpa.js';

type Reads = Pick<Context, 'query' | 'actor'>;

const VERSIONS = `
  SELECT version_id AS id, number, text_de AS "textDe", text_en AS "textEn", summary_de AS "summaryDe", summary_en AS "summaryEn",
         valid_from::text AS "validFrom", revision, updated_by AS "updatedBy", updated_at AS "updatedAt",
         published_by AS "publishedBy", published_at AS "publishedAt"
    FROM compliance.dpa_version WHERE org_id = $1 ORDER BY number DESC NULLS FIRST LIMIT 200`;
const ADD = `
  INSERT INTO compliance.dpa_version (org_id, version_id, text_de, text_en, summary_de, summary_en, valid_from, updated_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING 1`;
const CHANGE = `
  UPDATE compliance.dpa_version SET text_de = $3, text_en = $4, summary_de = $5, summary_en = $6, valid_from = $7, updated_by = $8,
         updated_at = now(), revision = revision + 1
   WHERE org_id = $1 AND version_id = $2 AND published_at IS NULL AND revision = $9 RETURNING 1`;
const PUBLISH = 'SELECT compliance.publish_dpa($1, $2) AS number';
const PUBLICATIONS = `
  SELECT number, summary_de AS "summaryDe", summary_en AS "summaryEn", hash_de AS "hashDe", hash_en AS "hashEn",
         valid_from AS "validFrom", published_at AS "publishedAt", is_current AS "isCurrent" FROM compliance.dpa_publications()`;
const TEXT = 'SELECT text_de AS "textDe", text_en AS "textEn" FROM compliance.dpa_text($1)';
const ACCEPTANCES = `
  SELECT acceptance_id AS id, number, language, hash, accepted_by AS "acceptedBy", accepted_at AS "acceptedAt"
    FROM compliance.dpa_acceptance WHERE org_id = $1 ORDER BY number DESC LIMIT 200`;
const ACCEPT = 'SELECT compliance.accept_dpa($1, $2, $3, $4)';
const CUSTOMERS = 'SELECT organization, number, accepted_at AS "acceptedAt" FROM compliance.dpa_customers()';

/** The contract: the operator's versions, the published ones, and who accepted them. */
export function dpaRepository(ctx: Reads) {
  const orgId = ctx.actor.org?.id ?? null;
  const values = ({ textDe, textEn, summaryDe, summaryEn, validFrom }: DpaContent): unknown[] => [
    ...[textDe, textEn, summaryDe, summaryEn, validFrom],
    ctx.actor.userId,
  ];
  return {
    /** The operator's versions, the draft first, then newest first. */
    versions: (): Promise<DpaVersionRecord[]> => ctx.query<DpaVersionRecord>(VERSIONS, [orgId]),
    /** Adds the draft; false when there is one already. */
    add: async (id: string, content: DpaContent): Promise<boolean> =>
      (await ctx.query(ADD, [orgId, id, ...values(content)])).length > 0,
    /** Saves the draft; false when it is not at this revision any more. */
    change: async (id: string, content: DpaContent, revision: number): Promise<boolean> =>
      (await ctx.query(CHANGE, [orgId, id, ...values(content), revision])).length > 0,
    /** Publishes the draft and returns its number. Throws NOT_FOUND, FORBIDDEN and CONFLICT. */
    publish: async (id: string, revision: number): Promise<number> =>
      (await ctx.query<{ number: number }>(PUBLISH, [id, revision]))[0]?.number ?? 0,
    /** All published versions, newest first, without their texts. */
    publications: (): Promise<PublicationRecord[]> => ctx.query<PublicationRecord>(PUBLICATIONS),
    /** The texts of a published version. */
    text: async (number: number): Promise<Pick<DpaContent, 'textDe' | 'textEn'> | null> =>
      (await ctx.query<Pick<DpaContent, 'textDe' | 'textEn'>>(TEXT, [number]))[0] ?? null,
    /** The acting Organization's own acceptances, newest first. */
    acceptances: (): Promise<AcceptanceRecord[]> => ctx.query<AcceptanceRecord>(ACCEPTANCES, [orgId]),
    /** Accepts for the acting Organization. Throws NOT_FOUND, FORBIDDEN and INVALID_INPUT. */
    accept: async (id: string, number: number, language: DpaLanguage, hash: string): Promise<void> =>
      void (await ctx.query(ACCEPT, [id, number, language, hash])),
    /** Every customer by name, with what it accepted last. */
    customers: (): Promise<CustomerRecord[]> => ctx.query<CustomerRecord>(CUSTOMERS),
  };
}

/** The queries of {@link dpaRepository}. */
export type DpaRepository = ReturnType<typeof dpaRepository>;

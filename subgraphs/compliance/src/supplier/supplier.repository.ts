import type { Context } from '#runtime/graphql/context.js';
import type { SupplierDetails, SupplierRecord } from './supplier.js';

type Reads = Pick<Context, 'query' | 'actor'>;
/** What can be appended of a supplier, with its columns in the order of its statement. */
const APPEND = {
  supplier_version: `INSERT INTO compliance.supplier_version (org_id, author_id, supplier_id, version, reason, name, purpose_de, purpose_en,
      data_de, data_en, region, contract_url, adapters, hosts, is_subprocessor, retired)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING RETURNING 1`,
  supplier_risk: `INSERT INTO compliance.supplier_risk (org_id, author_id, risk_id, supplier_id, level, analysis)
    VALUES ($1, $2, $3, $4, $5, $6) RETURNING 1`,
  supplier_certificate: `INSERT INTO compliance.supplier_certificate (org_id, author_id, certificate_id, supplier_id, kind, number, issued_by,
      valid_from, valid_until, evidence_url)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING 1`,
  supplier_certificate_withdrawal: `INSERT INTO compliance.supplier_certificate_withdrawal (org_id, author_id, certificate_id, reason)
    VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1`,
  supplier_review: `INSERT INTO compliance.supplier_review (org_id, author_id, review_id, supplier_id, supplier_version, outcome, next_review_on, note)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING 1`,
  supplier_note: `INSERT INTO compliance.supplier_note (org_id, author_id, note_id, supplier_id, text)
    VALUES ($1, $2, $3, $4, $5) RETURNING 1`,
} as const;
/** A table of {@link APPEND}. */
export type SupplierTable = keyof typeof APPEND;
const CREATE = 'INSERT INTO compliance.supplier (org_id, supplier_id, created_by) VALUES ($1, $2, $3)';

const SELECT = `
  SELECT s.supplier_id AS id, to_jsonb(s.created_at) AS "createdAt",
    coalesce((SELECT jsonb_agg(to_jsonb(x)) FROM (SELECT v.version, v.name, v.purpose_de AS "purposeDe", v.purpose_en AS "purposeEn",
        v.data_de AS "dataDe", v.data_en AS "dataEn", v.region, v.contract_url AS "contractUrl", v.adapters, v.hosts,
        v.is_subprocessor AS "isSubprocessor", v.retired, v.reason, v.author_id AS "authorId", v.created_at AS "createdAt"
        FROM compliance.supplier_version v WHERE v.org_id = s.org_id AND v.supplier_id = s.supplier_id
        ORDER BY v.version DESC) x), '[]') AS versions,
    coalesce((SELECT jsonb_agg(to_jsonb(x)) FROM (SELECT r.risk_id AS id, r.level, r.analysis, r.author_id AS "authorId",
        r.created_at AS "createdAt" FROM compliance.supplier_risk r WHERE r.org_id = s.org_id AND r.supplier_id = s.supplier_id
        ORDER BY r.created_at DESC, r.risk_id DESC) x), '[]') AS risks,
    coalesce((SELECT jsonb_agg(to_jsonb(x)) FROM (SELECT c.certificate_id AS id, c.kind, c.number, c.issued_by AS "issuedBy",
        c.valid_from AS "validFrom", c.valid_until AS "validUntil", c.evidence_url AS "evidenceUrl", c.author_id AS "authorId",
        c.created_at AS "createdAt", (SELECT w.reason FROM compliance.supplier_certificate_withdrawal w
          WHERE w.org_id = c.org_id AND w.certificate_id = c.certificate_id) AS withdrawn
        FROM compliance.supplier_certificate c WHERE c.org_id = s.org_id AND c.supplier_id = s.supplier_id
        ORDER BY c.valid_until DESC, c.certificate_id DESC) x), '[]') AS certificates,
    coalesce((SELECT jsonb_agg(to_jsonb(x)) FROM (SELECT w.review_id AS id, w.supplier_version AS version, w.outcome, w.note,
        w.next_review_on AS "nextReviewOn", w.author_id AS "authorId", w.created_at AS "createdAt"
        FROM compliance.supplier_review w WHERE w.org_id = s.org_id AND w.supplier_id = s.supplier_id
        ORDER BY w.created_at DESC, w.review_id DESC) x), '[]') AS reviews,
    coalesce((SELECT jsonb_agg(to_jsonb(x)) FROM (SELECT n.note_id AS id, n.text, n.author_id AS "authorId", n.created_at AS "createdAt"
        FROM compliance.supplier_note n WHERE n.org_id = s.org_id AND n.supplier_id = s.supplier_id
        ORDER BY n.created_at DESC, n.note_id DESC) x), '[]') AS notes
    FROM compliance.supplier s WHERE s.org_id = $1 AND ($2::uuid IS NULL OR s.supplier_id = $2) ORDER BY s.supplier_id LIMIT 500`;

const ADAPTERS =
  'SELECT adapter, host, state, supplier_id AS "supplierId", decided_at AS "decidedAt" FROM compliance.adapters()';
const PUBLIC = `SELECT id, name, purpose_de AS "purposeDe", purpose_en AS "purposeEn", data_de AS "dataDe", data_en AS "dataEn",
    region, certificates FROM compliance.public_suppliers()`;

/** A way out that the last start found configured, and what became of it. */
export interface AdapterRow {
  readonly adapter: string;
  readonly host: string;
  readonly state: 'private' | 'demo' | 'approved' | 'unapproved';
  readonly supplierId: string | null;
  readonly decidedAt: Date;
}

/** A supplier as everybody may know it. */
export interface PublicSupplierRow extends Pick<
  SupplierDetails,
  'name' | 'purposeDe' | 'purposeEn' | 'dataDe' | 'dataEn' | 'region'
> {
  readonly id: string;
  readonly certificates: readonly { readonly kind: string; readonly validUntil: string }[];
}

/** Suppliers of the acting Organization, under row-level security: appended, never altered. */
export function supplierRepository(ctx: Reads) {
  const orgId = ctx.actor.org?.id ?? null;
  const authorId = ctx.actor.userId;
  return {
    /** At most 500, with everything about them. */
    all: (): Promise<SupplierRecord[]> => ctx.query<SupplierRecord>(SELECT, [orgId, null]),
    /** One, or `null` when it is missing or foreign. */
    find: async (id: string): Promise<SupplierRecord | null> =>
      (await ctx.query<SupplierRecord>(SELECT, [orgId, id]))[0] ?? null,
    adapters: (): Promise<AdapterRow[]> => ctx.query<AdapterRow>(ADAPTERS),
    published: (): Promise<PublicSupplierRow[]> => ctx.query<PublicSupplierRow>(PUBLIC),
    create: async (id: string): Promise<void> => void (await ctx.query(CREATE, [orgId, id, authorId])),
    /** Appends in the actor's name, values in the order of {@link APPEND}; false when somebody was quicker. */
    append: async (table: SupplierTable, values: readonly unknown[]): Promise<boolean> =>
      (await ctx.query(APPEND[table], [orgId, authorId, ...values])).length > 0,
  };
}

/** The queries of {@link supplierRepository}. */
export type SupplierRepository = ReturnType<typeof supplierRepository>;

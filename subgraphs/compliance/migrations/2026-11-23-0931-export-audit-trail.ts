import { createTable, technical } from '#runtime/db/table.js';

const own = "requested_by = (SELECT platform.user_id()) AND (SELECT tenancy.may('audit.export'))";

/** Requested exports of the trail: what was asked for, by whom, and until when the file may be fetched. */
export const up = createTable({
  name: 'compliance.audit_export',
  scope: 'organization',
  columns: {
    export_id: technical('uuid NOT NULL'),
    org_id: technical('uuid NOT NULL'),
    requested_by: technical('uuid NOT NULL'),
    filter: technical("jsonb NOT NULL CHECK (jsonb_typeof(filter) = 'object')"),
    entries: technical('integer NOT NULL CHECK (entries >= 0)'),
    created_at: technical('timestamptz NOT NULL'),
    expires_at: technical("timestamptz NOT NULL CHECK (expires_at <= created_at + interval '1 hour')"),
  },
  constraints: ['PRIMARY KEY (org_id, export_id)'],
  policies: [
    { login: 'kopexa_compliance', for: 'SELECT', using: own },
    { login: 'kopexa_compliance', for: 'INSERT', check: own },
  ],
});

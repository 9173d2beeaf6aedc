import { createTable, createdAt, definerFunction, technical } from '#runtime/db/table.js';

const AI = 'kopexa_ai';
const own = "account_id = (SELECT platform.user_id()) AND (SELECT tenancy.may('ai.use'))";
const all = "(SELECT tenancy.may('settings.read'))";
/** Tokens charged so far: what was counted, or as long as nothing was, what was reserved. */
const spent = (by = 'true'): string =>
  `coalesce(sum(coalesce(r.prompt_tokens + r.completion_tokens, r.reserved)) FILTER (WHERE ${by}), 0)::bigint`;

/**
 * What was asked of the model: counts, times and hashes, never a text (ADR 15). Tokens are reserved before anything is
 * sent and settled afterwards; a request that was never settled stays charged with what it had reserved.
 */
export const up = [
  createTable({
    name: 'ai.request',
    scope: 'organization',
    columns: {
      request_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      account_id: technical('uuid NOT NULL'),
      kind: technical("text NOT NULL CHECK (kind IN ('summarise', 'answer', 'rewrite', 'translate'))"),
      started_at: createdAt(),
      finished_at: technical('timestamptz'),
      outcome: technical(
        "text NOT NULL DEFAULT 'running' CHECK (outcome IN ('running', 'answered', 'cut', 'filtered', 'nothing_found', 'failed', 'cancelled'))",
      ),
      code: technical('text CHECK (length(code) <= 40)'),
      deployment: technical('text NOT NULL CHECK (length(deployment) <= 64)'),
      reserved: technical('integer NOT NULL CHECK (reserved >= 0)'),
      prompt_tokens: technical('integer CHECK (prompt_tokens >= 0)'),
      completion_tokens: technical('integer CHECK (completion_tokens >= 0)'),
      is_estimated: technical('boolean NOT NULL DEFAULT false'),
    },
    constraints: [
      'PRIMARY KEY (org_id, request_id)',
      "CHECK ((outcome = 'running') = (finished_at IS NULL))",
      'CHECK ((prompt_tokens IS NULL) = (completion_tokens IS NULL))',
    ],
    indexes: ['(org_id, started_at, account_id)'],
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    policies: [{ login: AI, for: 'SELECT', using: `(${own}) OR ${all}` }],
  }),

  // Requests of one Organization reserve one after the other, so that two at once cannot both take the last tokens.
  definerFunction({
    signature: 'ai.reserve(request uuid, kind text, tokens integer, deployment text)',
    returns: 'jsonb',
    volatility: 'VOLATILE',
    execute: [AI],
    body: `
#variable_conflict use_column
DECLARE
  c platform.request_context := platform.context();
  org uuid := platform.org_id();
  month timestamptz := date_trunc('month', now(), 'UTC');
  whole bigint := tenancy.setting('ai.monthly_tokens')::bigint;
  each bigint := tenancy.setting('ai.monthly_tokens_per_person')::bigint;
  used_whole bigint;
  used_each bigint;
BEGIN
  IF org IS NULL OR c.kind <> 'user' OR NOT tenancy.may('ai.use') THEN
    RAISE EXCEPTION 'ai.use is needed' USING ERRCODE = 'KX403';
  END IF;
  IF tenancy.setting('ai.enabled') IS DISTINCT FROM 'true' THEN RETURN jsonb_build_object('refused', 'off'); END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(org::text, 20261133));
  SELECT ${spent()}, ${spent('r.account_id = c.user_id')}
    INTO used_whole, used_each FROM ai.request r WHERE r.org_id = org AND r.started_at >= month;
  IF used_each + reserve.tokens > each THEN
    RETURN jsonb_build_object('refused', 'person', 'used', used_each, 'limit', each);
  END IF;
  IF used_whole + reserve.tokens > whole THEN
    RETURN jsonb_build_object('refused', 'organization', 'used', used_whole, 'limit', whole);
  END IF;
  INSERT INTO ai.request (request_id, org_id, account_id, kind, deployment, reserved)
    VALUES (request, org, c.user_id, reserve.kind, reserve.deployment, reserve.tokens);
  RETURN jsonb_build_object('refused', NULL);
END`,
  }),

  // Asks for no right but the asker's own: what was sent is settled even when the asker's rights ended meanwhile.
  definerFunction({
    signature:
      'ai.settle(request uuid, outcome text, code text, prompt_tokens integer, completion_tokens integer, is_estimated boolean)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: [AI],
    body: `
BEGIN
  UPDATE ai.request r
     SET outcome = settle.outcome, code = settle.code, prompt_tokens = settle.prompt_tokens,
         completion_tokens = settle.completion_tokens, is_estimated = settle.is_estimated, finished_at = clock_timestamp()
   WHERE r.request_id = request AND r.org_id = platform.org_id() AND r.account_id = platform.user_id()
     AND r.outcome = 'running';
  RETURN FOUND;
END`,
  }),

  definerFunction({
    signature: 'ai.budget()',
    returns:
      'TABLE (organization_limit integer, organization_used bigint, person_limit integer, person_used bigint, resets_on text)',
    volatility: 'STABLE',
    execute: [AI],
    body: `
#variable_conflict use_column
DECLARE
  org uuid := platform.org_id();
  me uuid := platform.user_id();
  month timestamptz := date_trunc('month', now(), 'UTC');
BEGIN
  IF org IS NULL OR NOT (tenancy.may('ai.use') OR tenancy.may('settings.read')) THEN RETURN; END IF;
  RETURN QUERY SELECT tenancy.setting('ai.monthly_tokens')::integer,
      CASE WHEN tenancy.may('settings.read') THEN ${spent()} END,
      tenancy.setting('ai.monthly_tokens_per_person')::integer,
      ${spent('r.account_id = me')},
      to_char(date_trunc('month', now(), 'UTC') + interval '1 month', 'YYYY-MM-DD')
    FROM ai.request r WHERE r.org_id = org AND r.started_at >= month;
END`,
  }),

  // Counts of more than two years ago serve nobody (GDPR Art. 5(1)(e)).
  definerFunction({
    signature: 'ai.sweep()',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `DELETE FROM ai.request WHERE started_at < now() - interval '24 months'`,
  }),
].join('\n');

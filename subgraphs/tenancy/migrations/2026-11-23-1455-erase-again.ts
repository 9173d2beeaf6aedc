import { definerFunction } from '#runtime/db/table.js';

/**
 * A restore brings back what an older backup holds, also what was erased since. Before anybody is let in, everything in
 * the ledger goes once more. Nobody may call this but the restore, which is the database's superuser.
 */
export const up = definerFunction({
  signature: 'tenancy.erase_again(org uuid, space uuid, moment timestamptz, slug bytea)',
  returns: 'TABLE (object text)',
  volatility: 'VOLATILE',
  execute: [],
  body: `
DECLARE gone jsonb;
BEGIN
  INSERT INTO platform.erasure (erased_org_id, erased_space_id, erased_at, slug_hash)
    VALUES (org, space, moment, slug) ON CONFLICT DO NOTHING;
  IF space IS NULL THEN
    IF NOT EXISTS (SELECT 1 FROM tenancy.organization o WHERE o.org_id = org) THEN RETURN; END IF;
    gone := platform.purge_rows(org, NULL);
  ELSE
    IF NOT EXISTS (SELECT 1 FROM tenancy.space s WHERE s.org_id = org AND s.space_id = space AND s.purged_at IS NULL) THEN RETURN; END IF;
    UPDATE tenancy.space_grant g SET valid_to = clock_timestamp()
     WHERE g.org_id = org AND g.space_id = space AND g.valid_to > clock_timestamp();
    UPDATE tenancy.service_grant g SET valid_to = clock_timestamp()
     WHERE g.org_id = org AND g.space_id = space AND g.valid_to > clock_timestamp();
    PERFORM tenancy.forget_words_of(org, space);
    gone := platform.purge_rows(org, space);
    UPDATE tenancy.space s SET deleted_at = coalesce(s.deleted_at, moment),
        deletes_at = coalesce(s.deletes_at, moment), purged_at = moment
     WHERE s.org_id = org AND s.space_id = space;
  END IF;
  PERFORM set_config('kopexa.context', platform.mint_context('job', NULL, NULL, CASE WHEN space IS NOT NULL THEN org END, 2::smallint, 60), true);
  PERFORM compliance.append_entry(space, CASE WHEN space IS NULL THEN 'organization.erase' ELSE 'space.erase' END,
    CASE WHEN space IS NULL THEN 'Organization' ELSE 'Space' END, coalesce(space, org), 'ok', NULL,
    tenancy.removed_in_numbers(CASE WHEN space IS NULL THEN 'Organization' ELSE 'Space' END, coalesce(space, org), gone->'rows'),
    'restore', 'restore', '', '');
  PERFORM set_config('kopexa.context', '', true);
  RETURN QUERY SELECT jsonb_array_elements_text(gone->'objects');
END`,
});

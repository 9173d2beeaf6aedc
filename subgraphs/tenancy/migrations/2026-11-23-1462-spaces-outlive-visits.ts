import { definerFunction } from '#runtime/db/table.js';

/**
 * Whoever makes a Space is in charge of it for good. Somebody whose membership ends would leave it to nobody on that
 * day: random histories found it.
 */
export const up = definerFunction({
  signature: 'tenancy.create_space(space uuid, space_name text, about text, first_grant uuid)',
  returns: 'void',
  volatility: 'VOLATILE',
  execute: ['kopexa_tenancy'],
  body: `
DECLARE org uuid := platform.org_id(); account uuid := platform.user_id();
BEGIN
  IF NOT tenancy.may('space.create') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  INSERT INTO tenancy.space (space_id, org_id, name, description, created_by)
    VALUES (space, org, space_name, about, account);
  INSERT INTO tenancy.space_grant (grant_id, org_id, space_id, principal_kind, principal_id, role_key, granted_by)
    VALUES (first_grant, org, space, 'user', account, 'space.manager', account);
  IF NOT tenancy.has_lasting_manager(org, space) THEN
    RAISE EXCEPTION 'input.name|Ihre Mitgliedschaft hat ein Ende, und ein Space braucht eine verantwortliche Person, die bleibt. Bitten Sie ein anderes Mitglied, ihn anzulegen.|Your membership has an end, and a Space needs a manager who stays. Ask another member to create it.'
      USING ERRCODE = 'KX422';
  END IF;
END`,
});

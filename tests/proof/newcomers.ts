import type { Person } from '#runtime/testing/world.js';
import type { Operator } from '#tests/kit/operator.js';
import { makeService } from '#tests/kit/service.js';
import type { Places, Somebody } from './asker.js';

const LATER = "now() + interval '2 days'";
const BEFORE = "now() - interval '1 hour'";

/**
 * People whose access comes by another way than a grant to themselves: custom roles, groups, nesting, ends, support. All
 * are written as plain rows, as whoever captured a login would write them: the product decides what follows.
 */
export async function gatherNewcomers(
  { scenario, spaces: [own] }: Places,
  operator: Pick<Operator, 'organization'>,
): Promise<Somebody[]> {
  const { world, acme, ada } = scenario;
  const person = async (name: string, role: string, until = "'infinity'"): Promise<Person> => {
    const made = await world.person(name);
    await world.sql(
      `INSERT INTO tenancy.membership (org_id, account_id, role_key, granted_by, valid_to) VALUES ($1, $2, $3, $4, ${until})`,
      [acme.id, made.id, role, ada.id],
    );
    return made;
  };
  const grant = async (
    principal: string,
    role: string,
    kind = 'user',
    until = "'infinity'",
  ): Promise<void> => {
    await world.sql(
      `INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key, granted_by, valid_from, valid_to)
       VALUES ($1, $2, $3, $4, $5, $6, now() - interval '2 hours', ${until})`,
      [acme.id, own, kind, principal, role, ada.id],
    );
  };
  const group = async (name: string, archived = 'NULL'): Promise<string> => {
    const [row] = await world.sql<{ id: string }>(
      `INSERT INTO tenancy.user_group (org_id, name, archived_at) VALUES ($1, $2, ${archived}) RETURNING group_id AS id`,
      [acme.id, name],
    );
    return row?.id ?? '';
  };
  const into = (groupId: string, { id }: Person, until = "'infinity'"): Promise<unknown> =>
    world.sql(
      `INSERT INTO tenancy.group_member (org_id, group_id, account_id, valid_from, valid_to)
       VALUES ($1, $2, $3, now() - interval '2 hours', ${until})`,
      [acme.id, groupId, id],
    );
  const nest = (parent: string, child: string, until = "'infinity'"): Promise<unknown> =>
    world.sql(
      `INSERT INTO tenancy.group_nesting (org_id, parent_group_id, child_group_id, created_by, valid_from, valid_to)
       VALUES ($1, $2, $3, $4, now() - interval '2 hours', ${until})`,
      [acme.id, parent, child, ada.id],
    );

  const custom = await person('Carla Rolle', 'organization.member');
  await grant(custom.id, await customRole(world, acme.id, ada.id), 'user');

  const nested = await person('Nele Nest', 'organization.member');
  const [parent, child] = [await group('Oben'), await group('Unten')];
  await grant(parent, 'space.commenter', 'group');
  await nest(parent, child);
  await into(child, nested);

  const ended = await person('Emil Ende', 'organization.member');
  const [still, once, above, below] = [
    await group('Stillgelegt', 'now()'),
    await group('Verlassen'),
    await group('Darüber'),
    await group('Darunter'),
  ];
  for (const each of [still, once, above]) await grant(each, 'space.viewer', 'group');
  await into(still, ended);
  await into(once, ended, BEFORE);
  await into(below, ended);
  await nest(above, below, BEFORE);
  await grant(ended.id, 'space.editor', 'user', BEFORE);

  // A Space that is on its way out, with a grant that nobody ended.
  await world.sql(
    `WITH gone AS (INSERT INTO tenancy.space (org_id, name, created_by, deleted_at, deleted_by, deletes_at)
       VALUES ($1, 'Gelöscht', $2, now(), $2, now() + interval '30 days') RETURNING space_id)
     INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key, granted_by)
     SELECT $1, space_id, 'user', $3, 'space.editor', $2 FROM gone`,
    [acme.id, ada.id, ended.id],
  );

  const temporary = await person('Tim Befristet', 'organization.member', LATER);
  await grant(temporary.id, 'space.viewer', 'user', LATER);

  const auditor = await person('Aurel Prüfer', 'organization.auditor', LATER);
  await grant(auditor.id, 'space.editor', 'user', LATER);

  const supporter = await person('Susi Support', 'organization.support', LATER);
  await grant(supporter.id, 'space.viewer', 'user', LATER);
  await world.join(supporter, operator.organization, 'admin');

  const formerSupporter = await person('Franz Support', 'organization.support', LATER);
  await grant(formerSupporter.id, 'space.viewer', 'user', LATER);

  const { token } = await makeService(world, ada, acme, {
    permissions: ['MEMBER_READ'],
    spaces: [{ spaceId: own, role: 'space.viewer' }],
  });

  const here = { organization: acme, belongs: true };
  return [
    { ...here, name: 'holder of a custom role', person: custom },
    { ...here, name: 'member of a nested group', person: nested },
    { ...here, name: 'member of groups that ended', person: ended },
    { ...here, name: 'member for a time', person: temporary },
    { ...here, name: 'auditor with an end', person: auditor },
    { ...here, name: 'supporter', person: supporter },
    { ...here, name: 'service account', person: ada, token },
    { ...here, belongs: false, name: 'supporter who left the operator', person: formerSupporter },
  ];
}

/** A role whose first version let its holders change things, and whose version in force does not. */
async function customRole(world: Places['scenario']['world'], org: string, author: string): Promise<string> {
  const [role] = await world.sql<{ id: string }>(
    "INSERT INTO tenancy.custom_role (org_id, scope, created_by) VALUES ($1, 'space', $2) RETURNING role_id AS id",
    [org, author],
  );
  const id = role?.id ?? '';
  const version = (number: number, permissions: string, from: string, to: string): Promise<unknown> =>
    world.sql(
      `INSERT INTO tenancy.custom_role_version (org_id, role_id, number, name, permissions, author_id, valid_from, valid_to)
       VALUES ($1, $2, ${number}, 'Mitlesen', '${permissions}', $3, ${from}, ${to})`,
      [org, id, author],
    );
  await version(
    1,
    '{space.read,document.read,document.read_draft,document.write}',
    "now() - interval '3 hours'",
    BEFORE,
  );
  await version(2, '{space.read,document.read}', BEFORE, "'infinity'");
  return id;
}

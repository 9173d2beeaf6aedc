import { newId } from '#runtime/graphql/ids.js';
import { pick, type Aim } from './act.js';
import { ORGANIZATION_ROLES } from './roles.js';

const ROLES = ['space.viewer', 'space.commenter', 'space.auditor', 'space.editor', 'space.manager'];

const open: Aim = (model, { who, dice: [a, b, c] }) => {
  const id = newId();
  const role = pick(ROLES, b)!;
  const places = c % 2 === 0 ? [] : [{ space: a % model.spaces.length, role }];
  return {
    told: `${who} lets support in${places.map(({ space }) => `, into ${space} as ${role}`).join('')}`,
    who,
    sql: "SELECT tenancy.open_support_access($1, 'Hilfe', 2, $2)",
    values: [id, JSON.stringify(places.map(({ space }) => ({ spaceId: model.spaces[space]!.id, role })))],
    allowed:
      model.may(who, 'support.manage') &&
      model.support === null &&
      places.every(
        ({ space }) => role !== 'space.manager' && model.mayShare(who, space, model.spaceRole(role)),
      ),
    apply: () => void (model.support = { id, opener: who, places }),
  };
};

const enter: Aim = (model, { dice: [a] }) => {
  const { support } = model;
  const who = pick([...model.supporters], a);
  if (!support || who === null) return null;
  const opener = model.members.get(support.opener)?.role ?? '';
  return {
    told: `${who} comes in as support`,
    who,
    where: 'operator',
    sql: 'SELECT tenancy.enter_support($1, $2)',
    values: [support.id, newId()],
    allowed:
      (ORGANIZATION_ROLES[opener] ?? []).includes('support.manage') &&
      (!model.members.has(who) || model.members.get(who)!.role === 'organization.support'),
    apply: () => {
      if (model.members.has(who)) return;
      model.forget(who);
      model.members.set(who, { role: 'organization.support', lasting: false });
      for (const { space, role } of support.places) {
        // What whoever opened it could give now.
        if (!model.mayShare(support.opener, space, model.spaceRole(role))) continue;
        model.grants.push({ id: newId(), space, kind: 'user', principal: who, role, lasting: false });
      }
    },
  };
};

const end: Aim = (model, { who }) => {
  const { support } = model;
  if (!support) return null;
  return {
    told: `${who} ends support access`,
    who,
    sql: 'SELECT tenancy.end_support_access($1)',
    values: [support.id],
    allowed: model.may(who, 'support.manage'),
    apply: () => {
      model.support = null;
      for (const [each, { role }] of model.members) if (role === 'organization.support') model.forget(each);
    },
  };
};

/** The operator decides who of its people gives support. */
const appoint: Aim = (model, { dice: [a] }) => {
  const who = pick([model.people.length - 1, model.people.length - 2], a)!;
  const gives = !model.supporters.has(who);
  return {
    told: `${who} ${gives ? 'gives' : 'gives no'} support any more`,
    who: null,
    sql: `UPDATE tenancy.membership SET role_key = $2
           WHERE account_id = $1 AND org_id = tenancy.operator()`,
    values: [model.people[who]!.id, gives ? 'organization.admin' : 'organization.member'],
    allowed: true,
    apply: () => void (gives ? model.supporters.add(who) : model.supporters.delete(who)),
  };
};

const archiveOrganization: Aim = (model, { who, dice: [a] }) => {
  const archived = model.state === 'open';
  // Rarely: while it is at rest nearly everything is refused.
  if (archived && a % 4 !== 0) return null;
  return {
    told: `${who} ${archived ? 'archives' : 'opens'} the Organization`,
    who,
    sql: 'SELECT tenancy.archive_organization($1)',
    values: [archived],
    allowed: model.may(who, 'organization.archive') && model.state !== 'deleting',
    apply: () => void (model.state = archived ? 'archived' : 'open'),
  };
};

const deleteOrganization: Aim = (model, { who, dice: [a] }) => {
  const deletes = model.state !== 'deleting';
  if (deletes && a % 4 !== 0) return null;
  return {
    told: `${who} ${deletes ? 'decides' : 'calls off'} the deletion of the Organization`,
    who,
    sql: deletes ? 'SELECT tenancy.delete_organization()' : 'SELECT tenancy.cancel_organization_deletion()',
    values: [],
    allowed: model.may(who, 'organization.delete'),
    apply: () => {
      if (deletes) model.archivedBefore = model.state === 'archived';
      model.state = deletes ? 'deleting' : model.archivedBefore ? 'archived' : 'open';
    },
  };
};

/** What happens to support access, and to the Organization as a whole. */
export const SUPPORT_ACTS: Readonly<Record<string, Aim>> = {
  ...{ openSupport: open, enterSupport: enter, endSupport: end, appoint },
  ...{ archiveOrganization, deleteOrganization },
};

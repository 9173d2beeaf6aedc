import { newId } from '#runtime/graphql/ids.js';
import { END, ends, pick, type Aim } from './act.js';
import type { Grant, Model } from './model.js';
import { READING, SPACE_PERMISSIONS, SPACE_ROLES } from './roles.js';

const live = (model: Model): number[] =>
  model.spaces.flatMap(({ deletedBy }, index) => (deletedBy === null ? [index] : []));

const rolesOf = (model: Model): string[] => [...Object.keys(SPACE_ROLES), ...model.roles.map(({ id }) => id)];

/** Whether a principal may have a role in a Space at all, whoever gives it. */
function mayReceive(model: Model, kind: Grant['kind'], principal: number, role: string): boolean {
  if (kind === 'group') return !model.groups[principal]!.archived;
  const held = model.members.get(principal);
  if (!held || held.role === 'organization.support') return false;
  return (
    held.role !== 'organization.auditor' || (model.spaceRole(role) ?? []).every((name) => READING.has(name))
  );
}

const grant: Aim = (model, { who, dice: [a, b, c, d] }) => {
  const space = a % model.spaces.length;
  const kind = model.groups.length > 0 && b % 3 === 0 ? 'group' : 'user';
  const principal = b % (kind === 'group' ? model.groups : model.people).length;
  const role = pick(rolesOf(model), c)!;
  const lasting = !ends(d);
  const held = model.grants.find(
    (each) => each.space === space && each.kind === kind && each.principal === principal,
  );
  const principalId = (kind === 'group' ? model.groups : model.people)[principal]!.id;
  const id = newId();
  return {
    told: `${who} gives ${kind} ${principal} ${role} in ${space}${lasting ? '' : ' for a time'}`,
    who,
    sql: `SELECT tenancy.grant_space($1, $2, $3, $4, $5, ${lasting ? 'NULL' : END})`,
    values: [id, model.spaces[space]!.id, kind, principalId, role],
    allowed:
      model.isGiven(role) &&
      model.mayShare(who, space, model.spaceRole(role)) &&
      mayReceive(model, kind, principal, role) &&
      (!held ||
        (held.role === role && held.lasting && lasting) ||
        model.maySettle(who, space, model.spaceRole(held.role))),
    apply: () => {
      if (held && held.role === role && held.lasting && lasting) return;
      model.grants = model.grants.filter((each) => each !== held);
      model.grants.push({ id, space, kind, principal, role, lasting });
    },
  };
};

const revoke: Aim = (model, { who, dice: [a] }) => {
  const held = pick(model.grants, a);
  if (!held) return null;
  return {
    told: `${who} takes ${held.role} in ${held.space} from ${held.kind} ${held.principal}`,
    who,
    sql: 'SELECT tenancy.revoke_grant($1)',
    values: [held.id],
    allowed: model.maySettle(who, held.space, model.spaceRole(held.role)),
    apply: () => void (model.grants = model.grants.filter((each) => each !== held)),
  };
};

/** What was given for a time has ended. */
const grantEnds: Aim = (model, { dice: [a] }) => {
  const held = pick(
    model.grants.filter(({ lasting }) => !lasting),
    a,
  );
  if (!held) return null;
  return {
    told: `the time of ${held.role} of ${held.kind} ${held.principal} in ${held.space} is over`,
    who: null,
    sql: 'UPDATE tenancy.space_grant SET valid_to = clock_timestamp() WHERE org_id = $1 AND grant_id = $2',
    values: [model.orgId, held.id],
    allowed: true,
    apply: () => void (model.grants = model.grants.filter((each) => each !== held)),
  };
};

const createSpace: Aim = (model, { who }) => {
  if (model.spaces.length >= 5) return null;
  const [id, grantId] = [newId(), newId()];
  return {
    told: `${who} makes a Space`,
    who,
    sql: "SELECT tenancy.create_space($1, 'Neu', '', $2)",
    values: [id, grantId],
    allowed: model.may(who, 'space.create'),
    apply: () => {
      const space = model.spaces.push({ id, archived: false, deletedBy: null, ended: [] }) - 1;
      model.grants.push({
        id: grantId,
        space,
        kind: 'user',
        principal: who,
        role: 'space.manager',
        lasting: true,
      });
    },
  };
};

const archive: Aim = (model, { who, dice: [a] }) => {
  const space = pick(live(model), a);
  if (space === null) return null;
  const archived = !model.spaces[space]!.archived;
  return {
    told: `${who} ${archived ? 'archives' : 'takes out of the archive'} Space ${space}`,
    who,
    sql: `UPDATE tenancy.space SET archived_at = ${archived ? 'now()' : 'NULL'} WHERE space_id = $1 RETURNING 1`,
    values: [model.spaces[space]!.id],
    allowed: model.inSpace(who, space).has('space.update'),
    apply: () => void (model.spaces[space]!.archived = archived),
  };
};

const deleteSpace: Aim = (model, { who, dice: [a, b] }) => {
  // Rarely: a history in which every Space is gone has little left to happen.
  const space = b % 3 === 0 ? pick(live(model).slice(1), a) : null;
  if (space === null) return null;
  return {
    told: `${who} deletes Space ${space}`,
    who,
    sql: 'SELECT tenancy.delete_space($1)',
    values: [model.spaces[space]!.id],
    // Nobody throws away what they do not see.
    allowed:
      model.inSpace(who, space).has('space.delete') &&
      (model.inSpace(who, space).has('document.restrict') ||
        model.documents.every((each) => each.space !== space || each.restriction === null)),
    apply: () => {
      const [ended, kept] = [true, false].map((inside) =>
        model.grants.filter((each) => (each.space === space) === inside),
      );
      Object.assign(model.spaces[space]!, { deletedBy: who, deletedAt: model.clock, ended });
      model.grants = kept!;
    },
  };
};

/** Who has come to look on, or to help: they decide nothing any more. */
const LOOKS_ON = new Set(['organization.guest', 'organization.auditor', 'organization.support']);

const restoreSpace: Aim = (model, { who, dice: [a] }) => {
  const space = pick(
    model.spaces.flatMap(({ deletedBy }, index) => (deletedBy === null ? [] : [index])),
    a,
  );
  if (space === null) return null;
  const place = model.spaces[space]!;
  return {
    told: `${who} brings Space ${space} back`,
    who,
    sql: 'SELECT tenancy.restore_space($1)',
    values: [place.id],
    allowed:
      model.state === 'open' &&
      (model.may(who, 'space.recover') ||
        (place.deletedBy === who && !LOOKS_ON.has(model.membership(who)?.role ?? 'organization.guest'))),
    apply: () => {
      const since = place.deletedAt ?? 0;
      const later = (step: number | undefined): boolean => step !== undefined && step > since;
      const back = place.ended.filter(
        ({ kind, principal, role }) =>
          model.isGiven(role) &&
          !later(model.roles.find(({ id }) => id === role)?.changedAt) &&
          (kind === 'user'
            ? model.members.has(principal)
            : !model.groups[principal]!.archived && !model.grew(principal, since)),
      );
      // They get new ids; taking them again is about those that the product knows.
      model.grants.push(...back.map((each) => ({ ...each, id: newId() })));
      Object.assign(place, { deletedBy: null, ended: [] });
    },
  };
};

/** A role for Spaces: reading, and a few more permissions that the die adds. */
const contentsOf = (die: number): string[] =>
  SPACE_PERMISSIONS.filter((name, index) => name === 'space.read' || ((die >> index) & 1) === 1);

const inOneSpace = (model: Model, who: number, wanted: readonly string[]): boolean =>
  model.spaces.some((_, space) => {
    const held = model.inSpace(who, space);
    return wanted.every((name) => held.has(name));
  });

const createRole: Aim = (model, { who, dice: [a] }) => {
  if (model.roles.length >= 3) return null;
  const [id, permissions] = [newId(), contentsOf(a)];
  return {
    told: `${who} makes a role of ${permissions.join(' ')}`,
    who,
    sql: "SELECT tenancy.create_custom_role($1, 'space', $2, '', $3, 'Versuch')",
    values: [id, `Rolle ${model.roles.length}`, permissions],
    allowed: model.may(who, 'role.manage') && inOneSpace(model, who, permissions),
    apply: () => void model.roles.push({ id, version: 1, permissions, archived: false }),
  };
};

const changeContents: Aim = (model, { who, dice: [a, b] }) => {
  const role = pick(
    model.roles.filter(({ archived }) => !archived),
    a,
  );
  if (!role) return null;
  const permissions = contentsOf(b);
  return {
    told: `${who} changes role ${model.roles.indexOf(role)} to ${permissions.join(' ')}`,
    who,
    sql: "SELECT tenancy.change_custom_role($1, $2, $3, '', $4, 'Versuch', NULL)",
    values: [role.id, role.version, `Rolle ${model.roles.indexOf(role)}`, permissions],
    allowed:
      model.may(who, 'role.manage') &&
      inOneSpace(model, who, permissions) &&
      model.reachesRole(who, role.id, role.permissions) &&
      model.reachesRole(who, role.id, permissions),
    apply: () => void Object.assign(role, { permissions, version: role.version + 1, changedAt: model.clock }),
  };
};

const archiveRole: Aim = (model, { who, dice: [a, b] }) => {
  const role = pick(
    model.roles.filter(({ archived }) => !archived),
    a,
  );
  if (!role) return null;
  const successor = pick(rolesOf(model), b)!;
  const isHeld = model.grants.some((each) => each.role === role.id);
  return {
    told: `${who} puts role ${model.roles.indexOf(role)} away for ${successor}`,
    who,
    sql: 'SELECT tenancy.archive_custom_role($1, $2, $3)',
    values: [role.id, role.version, successor],
    allowed:
      model.may(who, 'role.manage') &&
      model.reachesRole(who, role.id, role.permissions) &&
      (!isHeld ||
        (successor !== role.id &&
          model.isGiven(successor) &&
          model.reachesRole(who, role.id, model.spaceRole(successor)!))),
    apply: () => {
      role.archived = true;
      model.grants = model.grants.map((each) =>
        each.role === role.id ? { ...each, id: newId(), role: successor } : each,
      );
    },
  };
};

/** What happens to Spaces, to roles in them and to what these hold. */
export const SPACE_ACTS: Readonly<Record<string, Aim>> = {
  ...{ grant, revoke, grantEnds, createSpace, archive, deleteSpace, restoreSpace },
  ...{ createRole, changeContents, archiveRole },
};

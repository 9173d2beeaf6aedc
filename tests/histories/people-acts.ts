import { createHash, randomBytes } from 'node:crypto';
import { newId } from '#runtime/graphql/ids.js';
import { END, ends, pick, type Aim } from './act.js';
import type { Model } from './model.js';

const ROLES = ['owner', 'admin', 'member', 'guest', 'auditor', 'support'].map(
  (name) => `organization.${name}`,
);

/** Spaces that have somebody in charge for good, and would have nobody without this person. */
const leavesAlone = (model: Model, who: number): boolean =>
  model.spaces.some(({ deletedBy }, space) => {
    const managers = deletedBy === null ? model.lastingManagers(space) : [];
    return managers.length === 1 && managers[0] === who;
  });

const isLastOwner = (model: Model, who: number): boolean => model.lastingOwners().join() === String(who);

const changeRole: Aim = (model, { who, dice: [a, b, c] }) => {
  const [whom] = pick([...model.members], a) ?? [];
  const role = pick(ROLES, b)!;
  if (whom === undefined) return null;
  const held = model.members.get(whom)!;
  const lasting = !ends(c) && role !== 'organization.auditor';
  return {
    told: `${who} makes ${whom} ${role}${lasting ? '' : ' for a time'}`,
    who,
    sql: `SELECT tenancy.change_member_role($1, $2, ${lasting ? 'NULL' : END})`,
    values: [model.people[whom]!.id, role],
    allowed:
      model.may(who, 'member.manage') &&
      held.role !== 'organization.support' &&
      model.mayTake(who, held.role) &&
      model.mayGive(who, role),
    apply: () => void model.members.set(whom, { role, lasting }),
  };
};

const remove: Aim = (model, { who, dice: [a] }) => {
  const [whom] = pick([...model.members], a) ?? [];
  if (whom === undefined) return null;
  const held = model.members.get(whom)!;
  return {
    told: `${who} removes ${whom}`,
    who,
    sql: "SELECT tenancy.end_memberships(ARRAY[$1::uuid], '[]')",
    values: [model.people[whom]!.id],
    allowed:
      model.may(who, 'member.manage') &&
      held.role !== 'organization.support' &&
      model.mayTake(who, held.role),
    apply: () => {
      if (isLastOwner(model, whom)) throw new Error('The last owner was removed.');
      if (leavesAlone(model, whom)) throw new Error('The last manager of a Space was removed.');
      model.forget(whom);
    },
  };
};

const leave: Aim = (model, { who }) => ({
  told: `${who} leaves`,
  who,
  sql: "SELECT tenancy.leave_organization('[]')",
  values: [],
  allowed: model.members.has(who) && model.members.get(who)!.role !== 'organization.support',
  apply: () => {
    if (isLastOwner(model, who)) throw new Error('The last owner left.');
    model.forget(who);
  },
});

const invite: Aim = (model, { who, dice: [a, b] }) => {
  const to = a % model.people.length;
  const role = pick(ROLES.slice(0, 4), b)!;
  const token = randomBytes(32);
  return {
    told: `${who} invites ${to} as ${role}`,
    who,
    sql: `INSERT INTO tenancy.invitation (invitation_id, org_id, email, role_key, token_hash, invited_by, created_at, expires_at)
          VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp(), ${END})`,
    values: [
      ...[newId(), model.orgId, model.people[to]!.email, role],
      ...[createHash('sha256').update(token).digest(), model.people[who]!.id],
    ],
    allowed: model.may(who, 'member.invite') && model.mayGive(who, role),
    apply: () => void model.invitations.push({ token, by: who, to, role, open: true }),
  };
};

const accept: Aim = (model, { dice: [a] }) => {
  const invitation = pick(
    model.invitations.filter(({ open }) => open),
    a,
  );
  if (!invitation) return null;
  const { to, by, role } = invitation;
  return {
    told: `${to} accepts to be ${role}, asked by ${by}`,
    who: to,
    where: 'nowhere',
    // No row: the invitation does not stand. Said like any refusal.
    sql: "SELECT CASE WHEN count(*) = 0 THEN tenancy.may_give('x') IS NULL END FROM tenancy.accept_invitation($1, $2, $3) HAVING count(*) > 0",
    values: [createHash('sha256').update(invitation.token).digest(), model.people[to]!.id, newId()],
    allowed: model.may(by, 'member.invite') && model.mayGive(by, role),
    apply: () => {
      invitation.open = false;
      if (model.members.has(to)) return;
      model.forget(to);
      model.members.set(to, { role, lasting: true });
    },
  };
};

const transfer: Aim = (model, { who, dice: [a, b] }) => {
  const [whom] = pick([...model.members], a) ?? [];
  if (whom === undefined) return null;
  const held = model.members.get(whom)!;
  const stays = b % 2 === 0;
  return {
    told: `${who} hands ownership to ${whom}${stays ? '' : ' and goes back to admin'}`,
    who,
    sql: 'SELECT tenancy.transfer_ownership($1, $2)',
    values: [model.people[whom]!.id, stays],
    allowed:
      model.membership(who)?.role === 'organization.owner' &&
      model.may(who, 'member.manage') &&
      held.role !== 'organization.support' &&
      model.mayTake(who, held.role),
    apply: () => {
      model.members.set(whom, { role: 'organization.owner', lasting: true });
      if (!stays) model.members.set(who, { role: 'organization.admin', lasting: true });
    },
  };
};

/** Somebody's time in the Organization is over. */
const runOut: Aim = (model, { dice: [a] }) => {
  const [whom] =
    pick(
      [...model.members].filter(([, { lasting, role }]) => !lasting && role !== 'organization.support'),
      a,
    ) ?? [];
  if (whom === undefined) return null;
  return {
    told: `the time of ${whom} is over`,
    who: null,
    sql: 'UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE org_id = $1 AND account_id = $2 AND valid_to > clock_timestamp()',
    values: [model.orgId, model.people[whom]!.id],
    allowed: true,
    apply: () => void model.members.delete(whom),
  };
};

/** What happens to memberships. */
export const PEOPLE_ACTS: Readonly<Record<string, Aim>> = {
  ...{ changeRole, remove, leave, invite, accept, transfer, runOut },
};

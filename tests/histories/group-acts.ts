import { newId } from '#runtime/graphql/ids.js';
import { END, ends, pick, type Aim } from './act.js';

const create: Aim = (model, { who }) => {
  if (model.groups.length >= 4) return null;
  const id = newId();
  return {
    told: `${who} makes a group`,
    who,
    sql: "SELECT tenancy.create_group($1, $2, '')",
    values: [id, `Gruppe ${model.groups.length}`],
    allowed: model.may(who, 'group.manage'),
    apply: () => void model.groups.push({ id, archived: false, members: new Map(), parents: new Set() }),
  };
};

const add: Aim = (model, { who, dice: [a, b, c] }) => {
  const group = pick(model.groups, a);
  if (!group) return null;
  const whom = b % model.people.length;
  const lasting = !ends(c);
  return {
    told: `${who} puts ${whom} into group ${model.groups.indexOf(group)}${lasting ? '' : ' for a time'}`,
    who,
    sql: `SELECT tenancy.add_group_members($1, ARRAY[$2::uuid], ${lasting ? 'NULL' : END})`,
    values: [group.id, model.people[whom]!.id],
    allowed:
      !group.archived &&
      model.mayFill(who, model.groups.indexOf(group)) &&
      model.membership(whom) !== null &&
      model.members.get(whom)!.role !== 'organization.support',
    apply: () => {
      if (lasting && group.members.get(whom)?.lasting) return;
      group.members.set(whom, { lasting });
      group.filledAt = model.clock;
    },
  };
};

const takeOut: Aim = (model, { who, dice: [a, b] }) => {
  const group = pick(model.groups, a);
  const [whom] = pick([...(group?.members ?? [])], b) ?? [];
  if (!group || whom === undefined) return null;
  return {
    told: `${who} takes ${whom} out of group ${model.groups.indexOf(group)}`,
    who,
    sql: 'SELECT tenancy.remove_group_members($1, ARRAY[$2::uuid])',
    values: [group.id, model.people[whom]!.id],
    allowed: model.may(who, 'group.manage'),
    apply: () => void group.members.delete(whom),
  };
};

const archive: Aim = (model, { who, dice: [a] }) => {
  const group = pick(model.groups, a);
  if (!group) return null;
  const archived = !group.archived;
  const index = model.groups.indexOf(group);
  return {
    told: `${who} ${archived ? 'archives' : 'restores'} group ${index}`,
    who,
    sql: `SELECT tenancy.${archived ? 'archive' : 'restore'}_group($1)`,
    values: [group.id],
    allowed: archived ? model.may(who, 'group.manage') : model.mayFill(who, index),
    apply: () => {
      group.archived = archived;
      if (!archived) group.restoredAt = model.clock;
    },
  };
};

const nest: Aim = (model, { who, dice: [a, b] }) => {
  const [parent, child] = [pick(model.groups, a), pick(model.groups, b)];
  if (!parent || !child || parent === child) return null;
  const [above, below] = [model.groups.indexOf(parent), model.groups.indexOf(child)];
  return {
    told: `${who} puts group ${below} into group ${above}`,
    who,
    sql: 'SELECT tenancy.nest_group($1, $2, $3)',
    values: [newId(), parent.id, child.id],
    allowed:
      !parent.archived &&
      !child.archived &&
      model.mayFill(who, above) &&
      parent.parents.size === 0 &&
      !model.groups.some(({ parents }) => parents.has(below)) &&
      !child.parents.has(above),
    apply: () => {
      child.parents.add(above);
      parent.nestedAt = model.clock;
    },
  };
};

const unnest: Aim = (model, { who, dice: [a, b] }) => {
  const child = pick(
    model.groups.filter(({ parents }) => parents.size > 0),
    a,
  );
  const above = pick([...(child?.parents ?? [])], b);
  if (!child || above === null) return null;
  return {
    told: `${who} takes group ${model.groups.indexOf(child)} out of group ${above}`,
    who,
    sql: 'SELECT tenancy.unnest_group($1, $2)',
    values: [model.groups[above]!.id, child.id],
    allowed: model.may(who, 'group.manage'),
    apply: () => void child.parents.delete(above),
  };
};

/** What happens to groups. */
export const GROUP_ACTS: Readonly<Record<string, Aim>> = {
  ...{ createGroup: create, addToGroup: add, takeOut, archiveGroup: archive, nest, unnest },
};

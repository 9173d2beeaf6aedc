import { newId } from '#runtime/graphql/ids.js';
import { pick, type Aim } from './act.js';

const move: Aim = (model, { who, dice: [a, b] }) => {
  const document = pick(model.documents, a);
  if (!document) return null;
  const space = b % model.spaces.length;
  if (space === document.space) return null;
  const [here, there] = [model.inSpace(who, document.space), model.inSpace(who, space)];
  return {
    told: `${who} moves document ${model.documents.indexOf(document)} to ${space}`,
    who,
    login: 'kopexa_content',
    sql: 'UPDATE content.document SET space_id = $2, parent_id = NULL WHERE document_id = $1 RETURNING 1',
    values: [document.id, model.spaces[space]!.id],
    allowed:
      here.has('document.write') &&
      there.has('document.write') &&
      model.seesDraft(who, document) &&
      model.seesDraft(who, { ...document, space }),
    apply: () => void (document.space = space),
  };
};

const restrict: Aim = (model, { who, dice: [a, b, c] }) => {
  const document = pick(model.documents, a);
  if (!document || document.restriction !== null) return null;
  const person = b % model.people.length;
  const group = c % 2 === 0 ? null : pick(model.groups, c);
  return {
    told: `${who} restricts document ${model.documents.indexOf(document)} to ${person}${group ? ' and a group' : ''}`,
    who,
    login: 'kopexa_content',
    sql: "SELECT content.restrict_document($1, $2, ARRAY[$3::uuid], $4::uuid[], '')",
    values: [newId(), document.id, model.people[person]!.id, group ? [group.id] : []],
    allowed:
      model.inSpace(who, document.space).has('document.restrict') &&
      model.inSpace(person, document.space).has('document.read') &&
      (!group || !group.archived),
    apply: () =>
      void (document.restriction = {
        people: new Set([person]),
        groups: new Set(group ? [model.groups.indexOf(group)] : []),
      }),
  };
};

const lift: Aim = (model, { who, dice: [a] }) => {
  const document = pick(
    model.documents.filter(({ restriction }) => restriction !== null),
    a,
  );
  if (!document) return null;
  return {
    told: `${who} lifts the restriction of document ${model.documents.indexOf(document)}`,
    who,
    login: 'kopexa_content',
    sql: 'SELECT content.lift_restriction($1)',
    values: [document.id],
    allowed: model.inSpace(who, document.space).has('document.restrict'),
    apply: () => void (document.restriction = null),
  };
};

/** What happens to documents. */
export const DOCUMENT_ACTS: Readonly<Record<string, Aim>> = { move, restrict, lift };

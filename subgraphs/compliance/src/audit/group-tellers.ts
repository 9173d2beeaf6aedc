import { person, type Teller, type Tellers, type Told } from './teller.js';
import { quoted } from './words.js';

/** Who came or went: by name when it is one person, else how many. */
function people(told: Told, side: 'before' | 'after'): string | null {
  const about = told.all.filter(
    (change) =>
      change.entity === 'GroupMember' && change.field === 'account_id' && change[side] !== undefined,
  );
  if (about.length === 0) return null;
  if (about.length === 1) return person(told, about[0]?.[side], 'eine Person');
  return told.language === 'de' ? `${about.length} Personen` : `${about.length} people`;
}

const add: Teller = (told) => {
  const who = people(told, 'after');
  if (who === null) return null;
  return told.language === 'de' ? `${who} in ${told.subject} aufgenommen` : `added ${who} to ${told.subject}`;
};

/** „aus der Gruppe „Einkauf““: the German dative. */
const outOf = (told: Told): string =>
  told.subjectName === null ? 'einer Gruppe' : `der Gruppe ${quoted(told.subjectName, 'de')}`;

const remove: Teller = (told) => {
  const who = people(told, 'before');
  if (who === null) return null;
  return told.language === 'de'
    ? `${who} aus ${outOf(told)} entfernt`
    : `removed ${who} from ${told.subject}`;
};

const nested = (told: Told, id: unknown): string => {
  const name = told.nameOf('Group', id);
  if (told.language === 'de') return name === null ? 'eine Gruppe' : `die Gruppe ${quoted(name, 'de')}`;
  return name === null ? 'a group' : `the group ${quoted(name, 'en')}`;
};

const nest: Teller = (told) => {
  const child = nested(told, told.after('Group', 'child_group_id'));
  return told.language === 'de'
    ? `${child} in ${told.subject} eingegliedert`
    : `put ${child} into ${told.subject}`;
};

const unnest: Teller = (told) => {
  const child = nested(told, told.before('Group', 'child_group_id'));
  return told.language === 'de'
    ? `${child} aus ${outOf(told)} herausgelöst`
    : `took ${child} out of ${told.subject}`;
};

const rename: Teller = (told) => {
  const [from, to] = [told.before('Group', 'name'), told.after('Group', 'name')];
  if (told.subjectName === null || typeof from !== 'string' || typeof to !== 'string') return null;
  return told.language === 'de'
    ? `die Gruppe ${quoted(from, 'de')} in ${quoted(to, 'de')} umbenannt`
    : `renamed the group ${quoted(from, 'en')} to ${quoted(to, 'en')}`;
};

/** Groups: who came and went, what was nested, with particulars. */
export const GROUP_TELLERS: Tellers = {
  'group.update': rename,
  'group.add_members': add,
  'group.remove_members': remove,
  'group.nest': nest,
  'group.unnest': unnest,
};

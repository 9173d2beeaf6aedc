import type { Teller, Tellers } from './teller.js';
import { quoted, settingOf, valueWord } from './words.js';

/** Only with the Space's name, which one may know, are its names told. */
const updateSpace: Teller = (told) => {
  const [from, to] = [told.before('Space', 'name'), told.after('Space', 'name')];
  if (told.subjectName === null || typeof from !== 'string' || typeof to !== 'string') return null;
  return told.language === 'de'
    ? `den Space ${quoted(from, 'de')} in ${quoted(to, 'de')} umbenannt`
    : `renamed the Space ${quoted(from, 'en')} to ${quoted(to, 'en')}`;
};

const updateOrganization: Teller = (told) => {
  const name = told.after('Organization', 'name');
  if (typeof name !== 'string') return null;
  return told.language === 'de'
    ? `die Organization in ${quoted(name, 'de')} umbenannt`
    : `renamed the Organization to ${quoted(name, 'en')}`;
};

const setting: Teller = (told) => {
  const change = told.all.find(({ entity, field }) => entity === 'Setting' && settingOf(field) !== null);
  if (!change || change.after === undefined) return null;
  const { language } = told;
  const [before, after] = [change.before, change.after].map((value) =>
    valueWord(change.field, value ?? '', language),
  );
  const name = quoted(settingOf(change.field)!.label[language], language);
  const from = told.after('Setting', 'restored_from');
  if (typeof from !== 'number') {
    return language === 'de'
      ? `die Einstellung ${name} von ${before} auf ${after} geändert`
      : `changed the setting ${name} from ${before} to ${after}`;
  }
  if (language === 'de')
    return `die Einstellung ${name} ${from === 0 ? 'auf die Vorgabe' : `auf v${from}`} zurückgesetzt: ${after}`;
  return `restored ${from === 0 ? 'the default' : `v${from}`} of the setting ${name}: ${after}`;
};

/** Organizations, Spaces and settings, with particulars. */
export const ORGANIZATION_TELLERS: Tellers = {
  'organization.update': updateOrganization,
  'space.update': updateSpace,
  'setting.update': setting,
  'setting.restore': setting,
};

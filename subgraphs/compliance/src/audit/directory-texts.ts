import { say, type ActionTexts } from './action-text.js';

/** What a company's directory did by SCIM 2.0. */
export const DIRECTORY_TEXTS: ActionTexts = {
  'directory.set_role': say(
    'Verzeichnis: Rolle für neue Personen',
    'Directory: role for new people',
    [
      'die Rolle für Personen aus dem Verzeichnis gesetzt',
      'die Rolle für Personen aus dem Verzeichnis setzen',
    ],
    ['set the role of people from the directory', 'set the role of people from the directory'],
  ),
  'directory.create_user': say(
    'Verzeichnis: Person angelegt',
    'Directory: person created',
    ['{subject} aus dem Verzeichnis angelegt', 'eine Person aus dem Verzeichnis anlegen'],
    ['created {subject} from the directory', 'create a person from the directory'],
  ),
  'directory.update_user': say(
    'Verzeichnis: Person geändert',
    'Directory: person changed',
    [
      'die Angaben des Verzeichnisses geändert: {subject}',
      'die Angaben des Verzeichnisses ändern: {subject}',
    ],
    ['changed what the directory says of {subject}', 'change what the directory says of {subject}'],
  ),
  'directory.delete_user': say(
    'Verzeichnis: Person entfernt',
    'Directory: person removed',
    ['aus dem Verzeichnis entfernt: {subject}', 'aus dem Verzeichnis entfernen: {subject}'],
    ['removed {subject} from the directory', 'remove {subject} from the directory'],
  ),
  'directory.create_group': say(
    'Verzeichnis: Gruppe angelegt',
    'Directory: group created',
    ['{subject} aus dem Verzeichnis angelegt', 'eine Gruppe aus dem Verzeichnis anlegen'],
    ['created {subject} from the directory', 'create a group from the directory'],
  ),
  'directory.update_group': say(
    'Verzeichnis: Gruppe geändert',
    'Directory: group changed',
    ['{subject} nach dem Verzeichnis geändert', '{subject} nach dem Verzeichnis ändern'],
    ['changed {subject} after the directory', 'change {subject} after the directory'],
  ),
  'directory.delete_group': say(
    'Verzeichnis: Gruppe entfernt',
    'Directory: group removed',
    ['aus dem Verzeichnis entfernt: {subject}', 'aus dem Verzeichnis entfernen: {subject}'],
    ['removed {subject} from the directory', 'remove {subject} from the directory'],
  ),
};

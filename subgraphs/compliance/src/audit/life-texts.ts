import { say, type ActionTexts } from './action-text.js';

/** How Organizations and Spaces rest, end, and come back. */
export const LIFE_TEXTS: ActionTexts = {
  'organization.archive': say(
    'Organization archiviert',
    'Organization archived',
    ['die Organization archiviert', 'die Organization archivieren'],
    ['archived the Organization', 'archive the Organization'],
  ),
  'organization.unarchive': say(
    'Organization wieder geöffnet',
    'Organization opened again',
    ['die Organization wieder geöffnet', 'die Organization wieder öffnen'],
    ['opened the Organization again', 'open the Organization again'],
  ),
  'organization.delete': say(
    'Löschen der Organization beschlossen',
    'Deletion of the Organization decided',
    ['entschieden, die Organization zu löschen', 'die Organization löschen'],
    ['decided to delete the Organization', 'delete the Organization'],
  ),
  'organization.cancel_deletion': say(
    'Löschen der Organization aufgehalten',
    'Deletion of the Organization called off',
    ['das Löschen der Organization aufgehalten', 'das Löschen der Organization aufhalten'],
    ['called the deletion of the Organization off', 'call the deletion of the Organization off'],
  ),
  'organization.erase': say(
    'Organization endgültig gelöscht',
    'Organization deleted for good',
    ['eine Organization endgültig gelöscht', 'eine Organization endgültig löschen'],
    ['deleted an Organization for good', 'delete an Organization for good'],
  ),
  'space.delete': say(
    'Space gelöscht',
    'Space deleted',
    ['{subject} gelöscht', '{subject} löschen'],
    ['deleted {subject}', 'delete {subject}'],
  ),
  'space.restore': say(
    'Space wiederhergestellt',
    'Space brought back',
    ['{subject} wiederhergestellt', '{subject} wiederherstellen'],
    ['brought {subject} back', 'bring {subject} back'],
  ),
  'space.erase': say(
    'Space endgültig gelöscht',
    'Space deleted for good',
    ['einen Space endgültig gelöscht', 'einen Space endgültig löschen'],
    ['deleted a Space for good', 'delete a Space for good'],
  ),
};

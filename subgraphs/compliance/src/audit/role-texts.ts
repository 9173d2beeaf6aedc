import { say, type ActionTexts } from './action-text.js';

/** Roles that an Organization makes for itself. */
export const ROLE_TEXTS: ActionTexts = {
  'role.read': say(
    'Eigene Rolle angesehen',
    'Custom role viewed',
    ['{subject} angesehen', 'eine Rolle ansehen'],
    ['viewed {subject}', 'view a role'],
  ),
  'role.create': say(
    'Eigene Rolle angelegt',
    'Custom role created',
    ['{subject} angelegt', 'eine Rolle anlegen'],
    ['created {subject}', 'create a role'],
  ),
  'role.update': say(
    'Eigene Rolle geändert',
    'Custom role changed',
    ['{subject} geändert', '{subject} ändern'],
    ['changed {subject}', 'change {subject}'],
  ),
  'role.restore': say(
    'Version einer eigenen Rolle wiederhergestellt',
    'Version of a custom role restored',
    [
      'eine frühere Version für {subject} wiederhergestellt',
      'eine frühere Version für {subject} wiederherstellen',
    ],
    ['restored an earlier version of {subject}', 'restore an earlier version of {subject}'],
  ),
  'role.archive': say(
    'Eigene Rolle archiviert',
    'Custom role archived',
    ['{subject} archiviert', '{subject} archivieren'],
    ['archived {subject}', 'archive {subject}'],
  ),
};

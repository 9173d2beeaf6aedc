import { say, type ActionTexts } from './action-text.js';

/** Roles that an Organization makes for itself. */
export const ROLE_TEXTS: ActionTexts = {
  'role.read': say(
    'Rolle angesehen',
    'Role viewed',
    ['{subject} angesehen', 'eine Rolle ansehen'],
    ['viewed {subject}', 'view a role'],
  ),
  'role.create': say(
    'Rolle angelegt',
    'Role created',
    ['{subject} angelegt', 'eine Rolle anlegen'],
    ['created {subject}', 'create a role'],
  ),
  'role.update': say(
    'Rolle geändert',
    'Role changed',
    ['{subject} geändert', '{subject} ändern'],
    ['changed {subject}', 'change {subject}'],
  ),
  'role.restore': say(
    'Version einer Rolle wiederhergestellt',
    'Version of a role restored',
    [
      'eine frühere Version für {subject} wiederhergestellt',
      'eine frühere Version für {subject} wiederherstellen',
    ],
    ['restored an earlier version of {subject}', 'restore an earlier version of {subject}'],
  ),
  'role.archive': say(
    'Rolle archiviert',
    'Role archived',
    ['{subject} archiviert', '{subject} archivieren'],
    ['archived {subject}', 'archive {subject}'],
  ),
};

import { say, type ActionTexts } from './action-text.js';

/** Groups: who was put together, and what was nested. */
export const GROUP_TEXTS: ActionTexts = {
  'group.read': say(
    'Gruppe angesehen',
    'Group viewed',
    ['{subject} angesehen', '{subject} ansehen'],
    ['viewed {subject}', 'view {subject}'],
  ),
  'group.create': say(
    'Gruppe angelegt',
    'Group created',
    ['{subject} angelegt', 'eine Gruppe anlegen'],
    ['created {subject}', 'create a group'],
  ),
  'group.update': say(
    'Gruppe geändert',
    'Group changed',
    ['{subject} geändert', '{subject} ändern'],
    ['changed {subject}', 'change {subject}'],
  ),
  'group.archive': say(
    'Gruppe archiviert',
    'Group archived',
    ['{subject} archiviert', '{subject} archivieren'],
    ['archived {subject}', 'archive {subject}'],
  ),
  'group.restore': say(
    'Gruppe wiederhergestellt',
    'Group restored',
    ['{subject} wiederhergestellt', '{subject} wiederherstellen'],
    ['restored {subject}', 'restore {subject}'],
  ),
  'group.add_members': say(
    'In Gruppe aufgenommen',
    'Added to group',
    ['Personen in eine Gruppe aufgenommen', 'Personen in eine Gruppe aufnehmen'],
    ['added people to a group', 'add people to a group'],
  ),
  'group.remove_members': say(
    'Aus Gruppe entfernt',
    'Removed from group',
    ['Personen aus einer Gruppe entfernt', 'Personen aus einer Gruppe entfernen'],
    ['removed people from a group', 'remove people from a group'],
  ),
  'group.nest': say(
    'Gruppe eingegliedert',
    'Group nested',
    ['eine Gruppe in eine andere eingegliedert', 'eine Gruppe in eine andere eingliedern'],
    ['put a group into another', 'put a group into another'],
  ),
  'group.unnest': say(
    'Gruppe herausgelöst',
    'Group taken out',
    ['eine Gruppe aus einer anderen herausgelöst', 'eine Gruppe aus einer anderen herauslösen'],
    ['took a group out of another', 'take a group out of another'],
  ),
};

import type { enRestriction } from '../en/restriction.ts';

/** German texts (formal) of restricted documents. */
export const deRestriction: Readonly<Record<keyof typeof enRestriction, string>> = {
  'restriction.action': 'Einschränken',
  'restriction.change': 'Einschränkung ändern',
  'restriction.by': 'Eingeschränkt von {name} am {day}',
  'restriction.byAbove': 'Eingeschränkt von {name} in „{title}“ am {day}',
  'restriction.byAboveUnknown': 'Eingeschränkt von {name} weiter oben am {day}',
  'restriction.done': 'Das Dokument ist eingeschränkt.',
  'restriction.groups': 'Gruppen',
  'restriction.groups.kept': 'Gruppen, die Sie nicht sehen, bleiben, wie sie sind.',
  'restriction.groups.none': 'Keine Gruppe',
  'restriction.intro':
    'Nur diese Personen sehen das Dokument und alles darunter, soweit sie Zugriff auf den Space haben, dazu alle, die den Space verwalten. Für alle anderen sieht es aus, als gäbe es das Dokument nicht.',
  'restriction.lift': 'Einschränkung aufheben',
  'restriction.lifted': 'Die Einschränkung ist aufgehoben.',
  'restriction.lift.text':
    'Wird die Einschränkung aufgehoben, sehen alle, die diesen Space lesen, das Dokument und alles darunter wieder.',
  'restriction.managers': 'Wer den Space verwaltet',
  'restriction.mark': 'Eingeschränkt',
  'restriction.nobody': 'Nur wer den Space verwaltet',
  'restriction.people': 'Personen',
  'restriction.people.hint': 'Personen mit Zugriff auf diesen Space',
  'restriction.people.none': 'Niemand mit diesem Namen hat Zugriff auf den Space',
  'restriction.reason': 'Begründung (freiwillig)',
  'restriction.reasonIs': 'Begründung: {reason}',
  'restriction.saved': 'Die Einschränkung ist geändert.',
  'restriction.seenBy': 'Sichtbar für: {names}',
  'restriction.seenByUnseen': 'Sichtbar für: {names}, dazu gegebenenfalls Gruppen, die Sie nicht sehen',
  'restriction.title': '„{title}“ einschränken',
  'restriction.onlyManagers': 'Niemand ist ausgewählt: Nur wer den Space verwaltet, sieht es dann noch.',
  'move.comesUnder': 'Dann gilt dafür die Einschränkung von „{title}“.',
  'move.gains':
    '{count, plural, one {Eine weitere Person kann} other {# weitere Personen können}} es dann lesen.',
  'move.keepsOwn': 'Seine eigene Einschränkung geht mit.',
  'move.leaves': 'Die Einschränkung von „{title}“ gilt dafür dann nicht mehr.',
  'move.loses': '{count, plural, one {Eine Person kann} other {# Personen können}} es dann nicht mehr lesen.',
};

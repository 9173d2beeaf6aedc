import type { enSupport } from '../en/support.ts';

/** German texts (formal) of support access, for the Organization that opens it and for the operator's support. */
export const deSupport: Readonly<Record<keyof typeof enSupport, string>> = {
  'support.byAt': '{name}, {at}',
  'support.end': 'Jetzt beenden',
  'support.end.done': 'Der Support-Zugang ist beendet.',
  'support.end.text':
    '{count, plural, =0 {Noch niemand ist hereingekommen.} one {Eine Person ist hereingekommen und sofort wieder draußen.} other {# Personen sind hereingekommen und sofort wieder draußen.}} Sie können ihn jederzeit neu öffnen.',
  'support.end.title': 'Support-Zugang beenden?',
  'support.ended': 'Beendet',
  'support.hours': 'Wie lange',
  'support.hours.count': '{count, plural, one {1 Stunde} other {# Stunden}}',
  'support.isOpen': 'Jetzt offen',
  'support.isOpen.text': 'Endet von selbst am {until}. Sie können ihn jederzeit beenden.',
  'support.line':
    'Der Support-Zugang ist bis {until} offen, {count, plural, =0 {niemand ist hereingekommen} one {eine Person ist hereingekommen} other {# Personen sind hereingekommen}}.',
  'support.line.link': 'Support-Zugang ansehen',
  'support.line.visitor':
    'Sie sind als Support hier, bis {until}. Was Sie tun, steht unter Ihrem Namen im Protokoll dieser Organization.',
  'support.none': 'Der Support-Zugang ist geschlossen',
  'support.none.text':
    'Der Support des Betreibers sieht nichts von Ihrer Organization. Brauchen Sie Hilfe, lassen Sie ihn für einige Stunden herein.',
  'support.open': 'Support-Zugang öffnen',
  'support.open.action': 'Öffnen',
  'support.open.done': 'Der Support-Zugang ist offen.',
  'support.open.text':
    'Personen des Betreibers können unter ihrem eigenen Namen hereinkommen. Sie sehen die Mitgliederliste, die Einstellungen und das Protokoll sowie die Spaces, die Sie hier nennen. Alle Eigentümer erhalten eine E-Mail.',
  'support.openedBy': 'Geöffnet von',
  'support.past': 'Frühere Zugänge',
  'support.ranOut': 'Abgelaufen am {at}',
  'support.reason.hint': 'Das liest der Support des Betreibers. Sagen Sie, wobei Sie Hilfe brauchen.',
  'support.role': 'Rolle in diesen Spaces',
  'support.space.hidden': 'Ein Space, den Sie nicht öffnen dürfen',
  'support.space.role': '{space}: {role}',
  'support.spaces': 'Spaces',
  'support.spaces.cannot':
    'Sie sind für keinen Space verantwortlich, also sieht der Support keine Dokumente. Soll er welche sehen, öffnet eine Person den Zugang, die für den Space verantwortlich ist und die Organization verwaltet.',
  'support.spaces.hint': 'Ohne einen Space sieht der Support keine Dokumente.',
  'support.spaces.none': 'Keine, also keine Dokumente',
  'support.text':
    'Der Betreiber dieser Installation sieht nichts von Ihrer Organization, außer Sie lassen seinen Support herein: für einige Stunden, und Sie können das jederzeit beenden.',
  'support.title': 'Support-Zugang',
  'support.until': 'Offen bis',
  'support.visits': 'Hereingekommen',
  'support.visits.none': 'Niemand',
  'supportDesk.again': 'Öffnen',
  'supportDesk.customer': 'Organization',
  'supportDesk.enter': 'Betreten',
  'supportDesk.enter.label': '{organization} betreten',
  'supportDesk.none': 'Kein Support-Zugang ist offen',
  'supportDesk.none.text': 'Lässt eine Organization den Support herein, erscheint sie hier.',
  'supportDesk.text':
    'Organizations, die den Support gerade hereinlassen. Name, Begründung, Ende und die Zahl der Spaces: Mehr ist von einem Kunden hier nicht zu sehen.',
  'supportDesk.title': 'Support',
};

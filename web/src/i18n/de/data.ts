import type { enData } from '../en/data.ts';

/** German texts (formal) of the page about one's own data, and of what Organizations ask of a password. */
export const deData: Readonly<Record<keyof typeof enData, string>> = {
  'data.bound':
    'Sie sind über Ihr Unternehmen angemeldet: Hier steht Ihr Konto und was zu dessen Organization gehört. Das Übrige, falls es das gibt, sehen Sie nach einer Anmeldung mit Ihren eigenen Mitteln; ein Passwort bekommen Sie über „Passwort vergessen?“ auf der Anmeldeseite.',
  'data.names': 'Kennungen, die hier keinen Namen haben, stehen in der Datei.',
  'data.count': '{count, plural, one {Ein Eintrag} other {# Einträge}}',
  'data.download': 'Als JSON herunterladen',
  'data.elsewhere':
    'Dokumente, Dateien und das Protokoll gehören der Organization, in der Sie geschrieben oder gehandelt haben; fragen Sie dort danach. Passwörter, Schlüssel und Codes liegen in einer Form vor, die niemand lesen kann, und werden nicht gezeigt.',
  'data.forever': 'ohne Ende',
  'data.kept': 'Aufbewahrung: {retention}',
  'data.more': '{count} weitere stehen in der Datei.',
  'data.no': 'nein',
  'data.show': 'Anzeigen: {title}',
  'data.text': 'Alles, was das Produkt über Sie speichert, wozu und wie lange.',
  'data.title': 'Meine Daten',
  'data.yes': 'ja',
  'password.rule.days':
    '„{name}“ verlangt nach {count, plural, one {# Tag} other {# Tagen}} ein anderes Passwort.',
  'password.rule.expires': 'Ihr jetziges gilt bis {date}.',
  'password.rule.history':
    '„{name}“ lässt {count, plural, one {das letzte Passwort} other {die letzten # Passwörter}} nicht wieder zu.',
  'password.rule.length': '„{name}“ verlangt mindestens {count} Zeichen.',
  'profile.required': 'Erforderlich. Daneben ist es nur Ihre E-Mail-Adresse; ein Bild ist freiwillig.',
};

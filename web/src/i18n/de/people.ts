import type { enPeople } from '../en/people.ts';

/** German texts (formal) of people in bulk, of lists of invitations and of the settings page. */
export const dePeople: Readonly<Record<keyof typeof enPeople, string>> = {
  'invite.all': 'Alle Einladungen auswählen',
  'invite.back': 'Zurück',
  'invite.check': 'Liste prüfen',
  'invite.column.line': 'Zeile',
  'invite.column.person': 'Person',
  'invite.column.problem': 'Ergebnis',
  'invite.file': 'CSV-Datei öffnen',
  'invite.list': 'Personen',
  'invite.list.hint':
    'Eine Person je Zeile oder mehrere durch Kommas getrennt. Auch eine Tabelle geht: Adresse; Rolle; Space; Rolle im Space; Ende.',
  'invite.list.none': 'Keine Zeile der Liste nennt jemanden.',
  'invite.ok': 'Wird eingeladen',
  'invite.preview': 'Was verschickt wird',
  'invite.problems':
    '{count, plural, one {# Zeile hat ein Problem und bleibt aus.} other {# Zeilen haben ein Problem und bleiben aus.}} Verbessern Sie die Liste, oder senden Sie den Rest.',
  'invite.resend': 'Erneut senden',
  'invite.resendDone':
    '{count, plural, one {# Einladung wurde erneut verschickt.} other {# Einladungen wurden erneut verschickt.}}',
  'invite.revokedMany':
    '{count, plural, one {# Einladung ist zurückgezogen.} other {# Einladungen sind zurückgezogen.}}',
  'invite.role': 'Rolle',
  'invite.select': 'Einladung an {email} auswählen',
  'invite.selection': 'Ausgewählte Einladungen',
  'invite.sending':
    '{count, plural, one {# Einladung wird verschickt …} other {# Einladungen werden verschickt …}}',
  'invite.until.hint': 'Leer: Gäste und Auditoren erhalten das Ende aus den Einstellungen, andere bleiben.',
  'members.all': 'Alle angezeigten auswählen',
  'members.behind': 'Lässt zurück',
  'members.behind.documents':
    '{count, plural, one {# Dokument in Verantwortung} other {# Dokumente in Verantwortung}}',
  'members.behind.invitations':
    '{count, plural, one {# Einladung, die verfällt} other {# Einladungen, die verfallen}}',
  'members.behind.services':
    '{count, plural, one {# Dienstkonto ohne Schlüssel} other {# Dienstkonten ohne Schlüssel}}',
  'members.change': 'Rolle ändern',
  'members.change.title':
    '{count, plural, one {Rolle von {name} ändern} other {Rolle von # Mitgliedern ändern}}',
  'members.changed':
    '{count, plural, one {Die Rolle ist geändert.} other {Die Rolle von # Mitgliedern ist geändert.}}',
  'members.end': 'Endet',
  'members.ending': 'Endet in 30 Tagen',
  'members.filter': 'Filter',
  'members.filter.all': 'Alle Mitglieder',
  'members.filter.role': 'Rolle',
  'members.filter.roleAny': 'Alle Rollen',
  'members.heir': 'Wer übernimmt „{space}“?',
  'members.heir.hidden': 'Ein Space, dessen Namen Sie nicht kennen dürfen',
  'members.heir.needed':
    'Für diese Spaces wäre niemand mehr verantwortlich. Bestimmen Sie je eine Nachfolge.',
  'members.heir.other':
    'Die Nachfolge kann nur bestimmen, wer Spaces wiederherstellen darf oder dort verantwortlich ist. Fragen Sie einen Eigentümer.',
  'members.heir.unseen':
    'Für diese Spaces wäre niemand mehr verantwortlich: {spaces}. Sie sehen die Mitglieder nicht und können keine Nachfolge bestimmen. Bitten Sie einen Eigentümer der Organization, jemandem die Verwaltung zu geben oder Sie zu entfernen.',
  'members.leave': 'Organization verlassen',
  'members.leave.text':
    'Sie verlieren alles, was Sie hier haben. Wer einladen darf, kann Sie zurückholen; was Sie hatten, kommt nicht zurück.',
  'members.leave.title': '{name} verlassen',
  'members.lose': 'Verliert',
  'members.lose.groups': '{count, plural, one {# Gruppe} other {# Gruppen}}',
  'members.lose.nothing': 'Nichts',
  'members.lose.requests': '{count, plural, one {# offene Anfrage} other {# offene Anfragen}}',
  'members.lose.spaces': '{count, plural, one {Zugriff auf # Space} other {Zugriff auf # Spaces}}',
  'members.noFactor': 'Ohne zweiten Faktor',
  'members.refused': 'Nicht möglich für: {names}. Es wurde nichts geändert.',
  'members.refused.forbidden': '{name} (eine Rolle über Ihrer eigenen)',
  'members.refused.lastOwner': '{name} (letzter Eigentümer)',
  'members.removeMany': 'Entfernen',
  'members.removeMany.title': '{count, plural, one {# Mitglied} other {# Mitglieder}} entfernen',
  'members.removedMany':
    '{count, plural, one {# Mitgliedschaft ist beendet.} other {# Mitgliedschaften sind beendet.}}',
  'members.select': '{name} auswählen',
  'members.selected': '{count, plural, one {# ausgewählt} other {# ausgewählt}}',
  'members.selection': 'Ausgewählte Mitglieder',
  'members.selection.clear': 'Auswahl aufheben',
  'members.transfer': 'Zum Eigentümer machen',
  'members.transfer.done': '{name} ist jetzt Eigentümer.',
  'members.transfer.stay': 'Ich bleibe ebenfalls Eigentümer',
  'members.transfer.stay.text': 'Andernfalls wird Ihre Rolle Administrator.',
  'members.transfer.text':
    '{name} darf danach hier alles, auch Sie entfernen. Sie bestätigen mit Ihrem zweiten Faktor; beide erhalten eine E-Mail.',
  'members.transfer.title': '{name} zum Eigentümer machen',
  'members.until.needed': 'Diese Rolle braucht ein Ende.',
  'settings.changers': 'Wer sie ändern darf',
  'settings.compare': 'Vergleichen',
  'settings.compare.from': 'Von',
  'settings.compare.initial': 'Vorgabe',
  'settings.compare.same': 'Beide Fassungen haben denselben Wert.',
  'settings.compare.to': 'Bis',
  'settings.compare.version': 'Fassung {version}',
  'settings.none': 'Keine Einstellung passt.',
  'settings.role.guest': 'Gast',
  'settings.role.member': 'Mitglied',
  'settings.search': 'Einstellungen durchsuchen',
};

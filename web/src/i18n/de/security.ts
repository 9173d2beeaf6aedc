/** German texts (formal) of second factors, the security page, and resets of factors. */
export const deSecurity = {
  'account.pages': 'Seiten Ihres Kontos',
  'addApp.code.text': 'Geben Sie den sechsstelligen Code ein, den die neue App jetzt anzeigt.',
  'addApp.code.title': 'Neue App bestätigen',
  'addApp.name.hint': 'Woran Sie die App erkennen, zum Beispiel „Diensthandy“.',
  'addApp.name.text':
    'Ihre bisherigen Faktoren gelten weiter. Eine alte App entfernen Sie danach in der Liste.',
  'addApp.name.title': 'Weitere Authenticator-App',
  'addApp.scan.text': 'Scannen Sie diesen QR-Code mit der neuen App.',
  'addApp.scan.title': 'Neue App verbinden',
  'enrol.passkey.text':
    'Ihr Gerät oder ein Sicherheitsschlüssel bestätigt künftig, dass Sie es sind: mit Fingerabdruck, Gesicht oder PIN.',
  'enrol.passkey.title': 'Passkey als zweiten Faktor einrichten',
  'enrol.useApp': 'Lieber eine Authenticator-App einrichten',
  'enrol.usePasskey': 'Lieber einen Passkey einrichten',
  'factors.addApp': 'App hinzufügen',
  'factors.appAdded': 'Die App „{name}“ gilt jetzt.',
  'factors.kind': 'Art',
  'factors.onlyOne':
    'Das ist Ihr einziger Faktor, er lässt sich nicht entfernen. Ein zweiter hilft, wenn Sie ein Gerät verlieren.',
  'factors.passkey': 'Passkey',
  'factors.removeOne': 'Faktor „{name}“ entfernen',
  'factors.removed': '„{name}“ gilt nicht mehr.',
  'factors.renameOne': 'Faktor „{name}“ umbenennen',
  'factors.text':
    'Womit Sie neben dem Passwort zeigen, dass Sie es sind. Mit einem Passkey melden Sie sich auch ohne Passwort an.',
  'factors.title': 'Zweite Faktoren',
  'members.resetFactors': 'Zweite Faktoren zurücksetzen …',
  'members.resets': 'Zurückgesetzte Faktoren',
  'recover.full.action': 'Zur Seite Sicherheit',
  'recover.full.text': 'Dieser Link ist für ein Konto, dessen zweite Faktoren zurückgesetzt wurden.',
  'recover.full.title': 'Sie sind bereits angemeldet',
  'recover.invalid.text':
    'Der Link ist abgelaufen, verwendet oder gehört zu einem anderen Konto. Bitten Sie Ihre Organization um einen neuen.',
  'recover.title': 'Neuen Faktor einrichten',
  'resets.approve': 'Zustimmen und zurücksetzen',
  'resets.ask': 'Zurücksetzen beantragen',
  'resets.asked':
    'Beantragt. Ein zweiter Eigentümer muss zustimmen, damit die Faktoren von {name} zurückgesetzt werden.',
  'resets.cancel': 'Ablehnen',
  'resets.cancelled': 'Abgelehnt. Es bleibt alles, wie es war.',
  'resets.card': 'Beantragt von {asker}. Zustimmung möglich bis {until}.',
  'resets.card.past': 'Beantragt von {asker}.',
  'resets.dialog.factors': 'Alle Apps, Passkeys und Wiederherstellungscodes gelten sofort nicht mehr.',
  'resets.dialog.link':
    'Die Person bekommt per E-Mail einen Link, mit dem sie nach ihrer Anmeldung 24 Stunden lang einen neuen Faktor einrichten kann.',
  'resets.dialog.owner':
    'Die Person ist Eigentümer: Erst wenn innerhalb von 24 Stunden ein zweiter Eigentümer zustimmt, geschieht das alles. Jeder Eigentümer kann ablehnen. Gibt es außer Ihnen keinen, ernennen Sie zuerst einen.',
  'resets.dialog.sessions': 'Alle Sitzungen der Person enden.',
  'resets.dialog.text':
    'Für den Notfall, dass {name} alle Faktoren verloren hat. Vergewissern Sie sich persönlich oder am Telefon, dass es diese Person ist.',
  'resets.dialog.title': 'Zweite Faktoren von {name} zurücksetzen',
  'resets.dialog.told':
    'Die Person und alle Eigentümer werden benachrichtigt. Der Vorgang bleibt dauerhaft im Protokoll.',
  'resets.do': 'Zurücksetzen',
  'resets.doneToast': 'Die zweiten Faktoren von {name} sind zurückgesetzt. Der Link ist unterwegs.',
  'resets.needsOther': 'Zustimmen muss ein anderer Eigentümer.',
  'resets.none': 'Keine offenen Anträge',
  'resets.none.text':
    'Hier stimmt ein zweiter Eigentümer zu, wenn ein Eigentümer alle Faktoren verloren hat.',
  'resets.past': 'Frühere',
  'resets.reason': 'Begründung',
  'resets.reason.hint': 'Woran Sie die Person erkannt haben. Alle Beteiligten lesen das.',
  'resets.state.cancelled': 'Abgelehnt',
  'resets.state.done': 'Zurückgesetzt',
  'resets.state.expired': 'Abgelaufen',
  'resets.state.pending': 'Offen',
  'resets.text':
    'Zweite Faktoren von Personen, die alles verloren haben. Für einen Eigentümer stimmen zwei zu.',
  'resets.title': 'Zurückgesetzte Faktoren',
  'secondFactor.textPasskey': 'Zeigen Sie Ihren Passkey, oder geben Sie einen Wiederherstellungscode ein.',
  'security.bound':
    'Sie sind über Ihr Unternehmen angemeldet. Zweite Faktoren und Passwort verwalten Sie, wenn Sie sich mit Ihren eigenen Mitteln anmelden.',
  'security.text': 'Womit Sie sich anmelden, und wo Sie angemeldet sind.',
  'security.title': 'Sicherheit',
};

import type { enEntry } from '../en/entry.ts';

/** German texts (formal) of signing in and the own account. */
export const deEntry: Readonly<Record<keyof typeof enEntry, string>> = {
  'account.back': 'Zurück',
  'account.email.hint': 'Hierhin gehen Einladungen und Hinweise. Sie ändern sie unter Sicherheit.',
  'account.menu': 'Ihr Konto: {name}',
  'account.profile': 'Profil',
  'account.signOut': 'Abmelden',
  'account.title': 'Ihr Konto',
  'again.text':
    'Ihre Sitzung ist abgelaufen. Melden Sie sich erneut an und machen Sie dort weiter, wo Sie waren; alles Geschriebene ist noch da.',
  'again.title': 'Bitte melden Sie sich erneut an',
  'authenticator.recovered':
    '{count, plural, =0 {Sie haben sich mit Ihrem letzten Wiederherstellungscode angemeldet.} one {Sie haben sich mit einem Wiederherstellungscode angemeldet, noch einer ist übrig.} other {Sie haben sich mit einem Wiederherstellungscode angemeldet, noch {count} sind übrig.}} Ist Ihr Telefon verloren oder neu, richten Sie jetzt eine neue App ein.',
  'authenticator.setUp': 'Neue App einrichten',
  'authenticator.title': 'Authenticator-App',
  'demo.text':
    'Wählen Sie eine Person, um Kopexa auszuprobieren. Ihr Passwort und die aktuellen Codes stehen auf der <page>Demo-Seite</page>.',
  'demo.textWithoutLink':
    'Wählen Sie eine Person, um Kopexa auszuprobieren. Ihr Passwort und die aktuellen Codes stehen auf der Demo-Seite.',
  'demo.title': 'Personen der Demo',
  'enrol.backToQr': 'QR-Code noch einmal zeigen',
  'enrol.code.text': 'Geben Sie den sechsstelligen Code ein, den Ihre App jetzt anzeigt.',
  'enrol.code.title': 'App bestätigen',
  'enrol.connected': 'Meine App zeigt einen Code',
  'enrol.copySecret': 'Schlüssel kopieren',
  'enrol.manual': 'Scannen klappt nicht? Geben Sie diesen Schlüssel in Ihrer App ein:',
  'enrol.progress': 'Schritt {step} von {of}',
  'enrol.qr': 'QR-Code mit dem Schlüssel für Ihre Authenticator-App',
  'enrol.text':
    'Kopexa schützt jedes Konto mit einem zweiten Faktor. Scannen Sie den Code mit einer Authenticator-App auf Ihrem Telefon.',
  'enrol.title': 'Zweiten Faktor einrichten',
  'join.bound':
    'Sie sind über Ihre Firma angemeldet; diese Sitzung öffnet allein deren Organization. Melden Sie sich ab und mit eigenem Passwort und zweitem Faktor wieder an, um beizutreten.',
  'join.otherAccount':
    'Diese Einladung ging an {email}, Sie sind aber als {own} angemeldet. Bitte melden Sie sich zuerst ab.',
  'join.submit': 'Beitreten',
  'join.text': 'Sie sind als {name} angemeldet.',
  'join.title': '{organization} beitreten',
  'passkey.add': 'Passkey einrichten',
  'passkey.add.text':
    'Ihr Browser fragt gleich nach Fingerabdruck, Gesicht, PIN oder Sicherheitsschlüssel. Mit dem Passkey melden Sie sich dann ohne Passwort an.',
  'passkey.added': 'Der Passkey „{name}“ ist eingerichtet.',
  'passkey.lastUsed': 'Zuletzt verwendet',
  'passkey.name': 'Name',
  'passkey.name.hint': 'Woran Sie ihn erkennen, zum Beispiel „Laptop im Büro“.',
  'passkey.neverUsed': 'Noch nie',
  'passkey.problem.browser':
    'Ihr Browser konnte keinen Passkey verwenden. Nehmen Sie einen anderen Browser oder Ihre Authenticator-App.',
  'passkey.problem.known': 'Auf diesem Gerät ist schon ein Passkey für Ihr Konto eingerichtet.',
  'passkey.problem.none': 'Es wurde kein Passkey gezeigt. Versuchen Sie es noch einmal, wenn Sie möchten.',
  'passkey.remove': 'Entfernen',
  'passkey.rename': 'Umbenennen',
  'passkey.signIn': 'Mit Passkey anmelden',
  'passkey.since': 'Eingerichtet',
  'passkey.synced': 'Synchronisiert',
  'passkey.use': 'Passkey verwenden',
  'password.changed': 'Das Passwort ist geändert.',
  'password.submit': 'Passwort ändern',
  'password.text': 'Bestätigt durch Ihr bisheriges Passwort und einen zweiten Faktor.',
  'password.title': 'Passwort',
  'recovered.later': 'Später',
  'recovered.text':
    '{count, plural, =0 {Das war Ihr letzter Code. Neue Codes und eine neue App bestätigen Sie mit Ihrer bisherigen App.} one {Sie haben noch einen Code. Ist Ihr Telefon verloren oder neu, richten Sie mit ihm jetzt eine neue App ein.} other {Sie haben noch {count} Codes. Ist Ihr Telefon verloren oder neu, richten Sie mit einem davon jetzt eine neue App ein.}}',
  'recovered.title': 'Sie haben einen Wiederherstellungscode verwendet',
  'recovery.few':
    'Es sind nur noch wenige Wiederherstellungscodes übrig. Bitte erzeugen Sie rechtzeitig neue.',
  'recovery.fileTitle': 'Kopexa-Wiederherstellungscodes für {account}',
  'recovery.kept': 'Ich habe die Codes sicher aufbewahrt',
  'recovery.left':
    '{count, plural, =0 {Keine Wiederherstellungscodes mehr übrig.} one {Noch ein Wiederherstellungscode übrig.} other {Noch {count} Wiederherstellungscodes übrig.}}',
  'recovery.new': 'Neue Codes erzeugen',
  'recovery.text':
    'Jeder Code ersetzt Ihre App einmal, zum Beispiel wenn Sie Ihr Telefon verlieren. Sie werden nur jetzt angezeigt.',
  'recovery.title': 'Wiederherstellungscodes',
  'reset.ask.submit': 'Link schicken',
  'reset.ask.text':
    'Wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort wählen. Ihren zweiten Faktor brauchen Sie danach wie immer.',
  'reset.ask.title': 'Passwort vergessen',
  'reset.choose.submit': 'Passwort setzen',
  'reset.choose.text': 'Alle Sitzungen werden beendet. Danach fragen wir nach Ihrem zweiten Faktor.',
  'reset.choose.title': 'Neues Passwort wählen',
  'reset.forgotten': 'Passwort vergessen?',
  'reset.invalid.text': 'Er gilt 15 Minuten und nur einmal. Fordern Sie einen neuen an.',
  'reset.sent.again': 'Neuen Link anfordern',
  'reset.sent.none':
    'Kommt nichts an? Sehen Sie im Spam-Ordner nach und prüfen Sie die Adresse: Ob es ein Konto gibt, sagen wir hier nicht.',
  'reset.sent.text':
    'Gibt es ein Konto mit {email}, ist jetzt eine Nachricht mit einem Link unterwegs. Er gilt 15 Minuten.',
  'reset.sent.title': 'Sehen Sie in Ihr Postfach',
  'secondFactor.otherAccount': 'Anderes Konto verwenden',
  'secondFactor.text': 'Geben Sie den Code aus Ihrer Authenticator-App ein.',
  'secondFactor.title': 'Bestätigen Sie, dass Sie es sind',
  'secondFactor.useApp': 'Doch die App verwenden',
  'secondFactor.useRecovery': 'Wiederherstellungscode verwenden',
  'sessions.address': 'Netz',
  'sessions.current': 'Diese hier',
  'sessions.device': 'Gerät',
  'sessions.end': 'Dort abmelden',
  'sessions.endOthers': 'Überall sonst abmelden',
  'sessions.ended':
    '{count, plural, =0 {Es gab keine andere Sitzung.} one {Dort abgemeldet.} other {{count} Sitzungen beendet.}}',
  'sessions.lastSeen': 'Zuletzt aktiv',
  'sessions.text':
    'Wo Sie angemeldet sind. Beenden Sie, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.',
  'sessions.title': 'Sitzungen',
  'sessions.unknownDevice': 'Unbekanntes Gerät',
  'signIn.password.title': 'Ihr Passwort',
  'signIn.text': 'Geben Sie Ihre E-Mail-Adresse ein.',
  'signIn.title': 'Bei Kopexa anmelden',
  'signUp.accountExists':
    'Für {email} gibt es bereits ein Konto. Melden Sie sich an, dann können Sie beitreten.',
  'signUp.firstRun': 'Sie legen das erste Konto dieser Installation und ihre Organization an.',
  'signUp.haveAccount': 'Ich habe bereits ein Konto',
  'signUp.invalid.text':
    'Er wurde schon benutzt oder ist zu alt. Bitten Sie um eine neue Einladung oder melden Sie sich an, wenn Sie ein Konto haben.',
  'signUp.invalid.title': 'Dieser Link gilt nicht mehr',
  'signUp.invited': 'Sie sind zu {organization} eingeladen.',
  'signUp.noPassword':
    'Haben Sie sich bisher nur über Ihre Firma angemeldet? Dann setzen Sie zuerst ein eigenes Passwort, und öffnen Sie danach noch einmal den Link in dieser Einladung.',
  'signUp.setPassword': 'Eigenes Passwort setzen',
  'signUp.submit': 'Konto anlegen',
  'signUp.title': 'Konto anlegen',
  'signUp.toSignIn': 'Zur Anmeldung',
};

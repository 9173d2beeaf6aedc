/** German texts (formal) of changing the mail address of the account. */
export const deEmail = {
  'email.action': 'Adresse ändern',
  'email.asked': 'Wenn die Adresse frei ist, ist ein Link dorthin unterwegs.',
  'email.cancel': 'Änderung zurückziehen',
  'email.cancelled': 'Zurückgezogen. Ihre Adresse bleibt {email}.',
  'email.changed': 'Ihre Adresse ist jetzt {email}.',
  'email.confirm.bound':
    'Sie sind über Ihr Unternehmen angemeldet. Die Adresse Ihres Kontos ändern Sie, wenn Sie sich mit Ihren eigenen Mitteln anmelden.',
  'email.confirm.foreign':
    'Diesen Link hat ein anderes Konto angefordert. Sie sind als {email} angemeldet. Melden Sie sich mit dem Konto an, dessen Adresse sich ändern soll.',
  'email.confirm.invalid':
    'Der Link ist abgelaufen, verwendet oder zurückgezogen. Ihre Adresse ist {email}. Unter Sicherheit fordern Sie einen neuen an.',
  'email.confirm.lead':
    'Danach melden Sie sich mit der neuen Adresse an. Alle anderen Sitzungen werden beendet.',
  'email.confirm.new': 'Neue Adresse',
  'email.confirm.now': 'Bisherige Adresse',
  'email.confirm.submit': 'Adresse ändern',
  'email.confirm.title': 'Neue Adresse bestätigen',
  'email.managed':
    'Ihre Adresse wird im Verzeichnis von {name} verwaltet. Wenden Sie sich an die Verantwortlichen dieser Organization, um sie zu ändern.',
  'email.new': 'Neue E-Mail-Adresse',
  'email.new.hint':
    'Dorthin geht ein Link, der 30 Minuten gilt. Bis Sie ihn bestätigen, bleibt alles, wie es ist.',
  'email.otherAccount': 'Mit einem anderen Konto anmelden',
  'email.present': 'Ihre Adresse: {email}',
  'email.security': 'Zur Seite Sicherheit',
  'email.submit': 'Link anfordern',
  'email.text': 'Damit melden Sie sich an, und hierhin gehen Einladungen und Hinweise.',
  'email.title': 'E-Mail-Adresse',
  'email.waiting':
    '{email} wartet auf Ihre Bestätigung. Öffnen Sie den Link in der Nachricht an diese Adresse. Er läuft {when} ab ({time}).',
};

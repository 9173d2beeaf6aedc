/** Anmeldung über das Unternehmen. */
export const deSso = {
  'sso.confirm.no': 'Nein, zur Anmeldung',
  'sso.confirm.submit': 'Ja, anmelden',
  'sso.confirm.text':
    'Ihr Unternehmen hat Sie hierher geschickt. Möchten Sie sich als {name} anmelden? Wenn Sie das nicht selbst begonnen haben, antworten Sie mit Nein.',
  'sso.confirm.title': 'Sind Sie das?',
  'sso.finish.nothing':
    'Diese Seite gehört zu einer Anmeldung über die Firma, die hier nicht begonnen hat. Beginnen Sie auf der Anmeldeseite.',
  'sso.finish.text': 'Einen Moment, wir prüfen die Antwort Ihres Unternehmens.',
  'sso.finish.title': 'Anmeldung wird abgeschlossen',
  'sso.link.first':
    'Zu {name} gibt es bereits ein Konto, das nicht allein zu dieser Organization gehört. Melden Sie sich damit einmal auf Ihrem eigenen Weg an, um beides zu verbinden.',
  'sso.link.prove': 'Eigenes Konto bestätigen',
  'sso.link.submit': 'Verbinden',
  'sso.link.text':
    'Ihr Konto {email} wird mit der Anmeldung über Ihr Unternehmen verbunden. Auf diesem Weg öffnet sich künftig nur die Organization Ihres Unternehmens; alle anderen erreichen Sie wie bisher.',
  'sso.link.title': 'Mit Ihrem Konto verbinden',
  'sso.password': 'Mit Passwort anmelden',
  'sso.refused.text':
    'Die Antwort Ihres Unternehmens wurde nicht angenommen. Versuchen Sie es noch einmal. Geschieht es wieder, nennen Sie der Administration Ihrer Organization die Vorgangsnummer.',
  'sso.refused.title': 'Anmeldung nicht möglich',
  'sso.signIn': 'Mit {name} anmelden',
  'sso.text': 'Ihr Unternehmen hat für diese Adresse eine eigene Anmeldung eingerichtet.',
  'sso.title': 'Anmeldung über Ihr Unternehmen',
} as const;

import type { enPolicies } from '../en/policies.ts';

/** German texts (formal) of the policies of an Organization. */
export const dePolicies: Readonly<Record<keyof typeof enPolicies, string>> = {
  'policies.effect.FIRST_SIGN_IN_BY_CONNECTION':
    '{count, plural, one {Eine Person hat} other {# Personen haben}} sich noch nie über die Firma angemeldet: nur die Domain der Adresse spricht dafür, dass es gelingt',
  'policies.effect.NEEDS_PASSKEY':
    '{count, plural, one {Eine Person muss} other {# Personen müssen}} zuerst einen Passkey anlegen',
  'policies.effect.NEEDS_PASSWORD':
    '{count, plural, one {Eine Person muss} other {# Personen müssen}} zuerst ein neues Passwort wählen',
  'policies.effect.NO_WAY_IN': '{count, plural, one {Eine Person wäre} other {# Personen wären}} ausgesperrt',
  'policies.effect.OUTSIDE_NETWORKS':
    '{count, plural, one {Eine Person arbeitet} other {# Personen arbeiten}} außerhalb dieser Netze',
  'policies.effect.SERVICE_OUTSIDE_NETWORKS':
    '{count, plural, one {Ein Dienstkonto darf} other {# Dienstkonten dürfen}} auch von außerhalb dieser Netze kommen',
  'policies.effect.SIGNS_IN_AGAIN':
    '{count, plural, one {Eine Person meldet} other {# Personen melden}} sich neu an',
  'policies.effect.SIGNS_IN_BY_CONNECTION':
    '{count, plural, one {Eine Person meldet} other {# Personen melden}} sich künftig über die Firma an',
  'policies.effects': 'Was sich ändern würde',
  'policies.effects.asking': 'Wird durchgerechnet …',
  'policies.effects.more': 'und {count} weitere',
  'policies.effects.none': 'Niemand wird ausgesperrt, niemand muss etwas tun.',
  'policies.effects.sessions':
    '{count, plural, one {Eine Sitzung öffnet} other {# Sitzungen öffnen}} diese Organization dann nicht mehr.',
  'policies.elsewhere': 'Anmeldung, Sitzungen, Netze und Passwörter stehen bei den Richtlinien.',
  'policies.exempt.add': 'Person ausnehmen',
  'policies.exempt.breakGlass': 'Notfallzugang',
  'policies.exempt.by': 'Ausgenommen von {name} am {since}.',
  'policies.exempt.consequences':
    'Ausgenommene Personen öffnen die Organization auch ohne Anmeldung über die Firma und von jeder Adresse. Ihr zweiter Faktor bleibt Pflicht. Eigentümer ohne Ende sind der Notfallzugang.',
  'policies.exempt.done': '{count, plural, one {Eine Person ist} other {# Personen sind}} ausgenommen.',
  'policies.exempt.end': 'Ausnahme beenden',
  'policies.exempt.endOf': 'Ausnahme beenden: {name}',
  'policies.exempt.ended': 'Die Ausnahme ist beendet.',
  'policies.exempt.ends': 'Ende: {until}.',
  'policies.exempt.list': 'Ausgenommene Personen',
  'policies.exempt.noBreakGlass':
    'Noch ist kein Eigentümer ohne Ende ausgenommen. Für den Fall, dass der Identitätsanbieter ausfällt oder sich die Adresse Ihres Netzes ändert, sollte es mindestens einer sein.',
  'policies.exempt.over': 'beendet',
  'policies.exempt.submit': 'Ausnehmen',
  'policies.exempt.text':
    'Für sie gelten weder die Pflicht zur Anmeldung über die Firma noch die erlaubten Netze. Eigentümer ändern diese Liste.',
  'policies.exempt.title': 'Von Richtlinien ausnehmen',
  'policies.exempt.until': 'Leer: ohne Ende.',
  'policies.fix.connect':
    'Bestätigen Sie die Domain ihrer E-Mail-Adresse, oder legen Sie sie beim Identitätsanbieter an und bitten Sie sie, sich dort anzumelden. Eigentümer und Verwaltende erreicht nur eine Verbindung, die jemand mit ebenso vielen Rechten eingeschaltet hat. Gelten nur Passkeys, muss der Identitätsanbieter einen bestätigen.',
  'policies.fix.exempt': 'Ausnehmen',
  'policies.fix.ranges': 'Geben Sie ihnen bei den Dienstkonten Adressen innerhalb dieser Netze.',
  'policies.fix.remind': 'Per E-Mail informieren',
  'policies.fix.reminded': '{count, plural, one {Eine Person wird} other {# Personen werden}} informiert.',
  'policies.network': 'Netze',
  'policies.network.text': 'Von wo aus Personen und Dienstkonten hereinkommen.',
  'policies.open': 'Richtlinien öffnen',
  'policies.passwords': 'Passwörter',
  'policies.passwords.text':
    'Für eine Person gilt jeweils die strengste Regel aller ihrer Organizations. Häufige und erratbare Passwörter sind immer abgelehnt.',
  'policies.sessions': 'Sitzungen',
  'policies.sessions.text': 'Wie lange eine Anmeldung diese Organization öffnet.',
  'policies.signIn': 'Anmeldung und Faktoren',
  'policies.signIn.text': 'Wie sich jemand ausweist, bevor sich diese Organization öffnet.',
  'policies.signUp': 'Neue Mitglieder',
  'policies.signUp.text': 'Wer dazukommen kann.',
  'policies.text':
    'Was diese Organization von allen verlangt, die sie öffnen. Es gilt hier und nirgends sonst, ab dem nächsten Aufruf; vor dem Speichern sehen Sie, wen es trifft.',
  'policies.title': 'Richtlinien',
  'policies.unit.characters': '{count, plural, one {ein Zeichen} other {# Zeichen}}',
  'policies.unit.days': '{count, plural, =0 {ohne Ablauf} one {ein Tag} other {# Tage}}',
  'policies.unit.hours': '{count, plural, one {eine Stunde} other {# Stunden}}',
  'policies.unit.minutes': '{count, plural, one {eine Minute} other {# Minuten}}',
  'policies.unit.passwords': '{count, plural, =0 {kein Vergleich} one {ein Passwort} other {# Passwörter}}',
  'policies.value.any': 'jeder',
  'policies.value.none': 'nicht eingeschränkt',
  'policies.value.optional': 'freiwillig',
  'policies.value.passkeys': 'nur Passkeys',
  'policies.value.required': 'Pflicht',
};

import type { enDirectory } from '../en/directory.ts';

/** German texts (formal) of the company's directory. */
export const deDirectory: Readonly<Record<keyof typeof enDirectory, string>> = {
  'directory.title': 'Verzeichnis',
  'directory.text':
    'Das Verzeichnis Ihres Unternehmens legt hier über SCIM 2.0 Personen und Gruppen an, ändert sie und nimmt sie weg. Wen es deaktiviert, der verliert den Zugriff sofort.',
  'directory.noDomain':
    'Noch ist keine Domain Ihrer Organization bestätigt. Das Verzeichnis kann nur Personen bringen, deren E-Mail-Adresse zu einer bestätigten Domain gehört.',
  'directory.toDomains': 'Domain bestätigen',
  'directory.setUp': 'Anbindung',
  'directory.setUp.text': 'Tragen Sie diese Adresse zusammen mit einem Schlüssel in Ihrem Verzeichnis ein.',
  'directory.url': 'Adresse (SCIM Base URL, Mandanten-URL)',
  'directory.role': 'Rolle der Personen, die das Verzeichnis bringt',
  'directory.role.saved': 'Die Rolle gilt für alle, die von nun an kommen.',
  'directory.tokens': 'Schlüssel',
  'directory.tokens.text':
    'Jeder Schlüssel gehört zu einem Dienstkonto mit einem Eigentümer, einem Ende und auf Wunsch festen Adressen. Er wird einmal gezeigt.',
  'directory.tokens.new': 'Neuer Schlüssel',
  'directory.tokens.name': 'Verzeichnis',
  'directory.tokens.purpose': 'Gleicht Personen und Gruppen über SCIM ab',
  'directory.tokens.none': 'Noch kein Schlüssel',
  'directory.tokens.none.text': 'Erstellen Sie einen, und tragen Sie ihn in Ihrem Verzeichnis ein.',
  'directory.token.once':
    'Kopexa zeigt diesen Schlüssel einmal und bewahrt nur seinen Fingerabdruck auf. Tragen Sie ihn jetzt in der Verwaltung Ihres Verzeichnisses ein, und legen Sie ihn sonst nirgends ab: Wer ihn hat, kann Personen anlegen und deaktivieren. Geht er verloren, erstellen Sie einen neuen und beenden diesen.',
  'directory.tokens.foreign':
    'Schlüssel erstellt, wer Dienstkonten verwaltet und ein Verzeichnis abgleichen darf. Bitten Sie einen Eigentümer.',
  'directory.users': 'Personen',
  'directory.users.count':
    '{total, plural, one {Eine Person} other {# Personen}} im Verzeichnis, davon {active} hier aktiv',
  'directory.users.search': 'Name oder Adresse',
  'directory.users.none': 'Noch niemand',
  'directory.users.none.text': 'Sobald Ihr Verzeichnis Personen sendet, stehen sie hier.',
  'directory.users.nobody': 'So heißt niemand.',
  'directory.state': 'Status',
  'directory.active': 'Aktiv',
  'directory.inactive': 'Deaktiviert',
  'directory.changed': 'Zuletzt geändert',
  'directory.groups': 'Gruppen',
  'directory.groups.text':
    'Diese Gruppen benennt und füllt das Verzeichnis. Was sie öffnen, bestimmen Sie in den Spaces, wie bei jeder Gruppe.',
  'directory.groups.none': 'Noch keine Gruppen',
  'directory.groups.none.text': 'Sobald Ihr Verzeichnis Gruppen sendet, stehen sie hier.',
  'directory.calls': 'Letzte Änderungen des Verzeichnisses',
  'directory.calls.text': 'Auch abgelehnte: Das Protokoll behält sie alle.',
  'directory.calls.all': 'Im Protokoll zeigen',
  'directory.calls.none': 'Das Verzeichnis hat noch nichts geändert.',
  'directory.calls.when': 'Wann',
  'directory.calls.what': 'Was',
  'directory.calls.outcome': 'Ausgang',
  'directory.guides': 'Schritt für Schritt',
  'directory.guides.text': 'So richten Sie Ihr Verzeichnis ein.',
  'directory.guide.okta': 'Okta',
  'directory.guide.okta.1':
    'Öffnen Sie Ihre Anwendung in der Okta-Verwaltung, wählen Sie „General“, dann „App Settings“, und bei „Provisioning“ SCIM.',
  'directory.guide.okta.2':
    'Tragen Sie unter „Provisioning“, „Integration“ die Adresse oben als „SCIM connector base URL“ ein und userName als „Unique identifier field“.',
  'directory.guide.okta.3':
    'Wählen Sie „Push New Users“, „Push Profile Updates“ und „Push Groups“. Als „Authentication Mode“ wählen Sie „HTTP Header“, tragen den Schlüssel ein und testen die Anbindung.',
  'directory.guide.okta.4':
    'Schalten Sie unter „Provisioning“, „To App“ „Create Users“, „Update User Attributes“ und „Deactivate Users“ ein. Der Benutzername muss die E-Mail-Adresse sein.',
  'directory.guide.okta.5':
    'Weisen Sie unter „Assignments“ Personen zu, und wählen Sie unter „Push Groups“, welche Gruppen gesendet werden.',
  'directory.guide.entra': 'Microsoft Entra ID',
  'directory.guide.entra.1':
    'Öffnen Sie Ihre Unternehmensanwendung im Entra Admin Center, wählen Sie „Bereitstellung“ und als Modus „Automatisch“.',
  'directory.guide.entra.2':
    'Tragen Sie die Adresse oben als Mandanten-URL und den Schlüssel als geheimes Token ein, und wählen Sie „Verbindung testen“.',
  'directory.guide.entra.3':
    'Lassen Sie unter „Zuordnungen“ userName aus mail kommen, wo der Benutzerprinzipalname keine E-Mail-Adresse Ihrer bestätigten Domain ist. Lassen Sie externalId aus objectId kommen.',
  'directory.guide.entra.4':
    'Weisen Sie der Anwendung Personen und Gruppen zu; verschachtelte Gruppen werden nicht gesendet.',
  'directory.guide.entra.5':
    'Stellen Sie den Bereitstellungsstatus auf „Ein“. Der erste Lauf kann bis zu 40 Minuten dauern.',
  'directory.guide.other': 'Andere Verzeichnisse',
  'directory.guide.other.1':
    'Tragen Sie die Adresse oben und den Schlüssel als Bearer-Token (OAuth Bearer Token) ein.',
  'directory.guide.other.2':
    'userName muss die E-Mail-Adresse der Person in einer bestätigten Domain sein; sie bleibt, solange es die Person gibt. Gesendete Rollen und Passwörter ändern nichts.',
  'directory.guide.other.3':
    'Eine Person wird durch active: false deaktiviert und kommt durch active: true zurück. In Gruppen liegen Personen, keine Gruppen.',
  'directory.group.badge': 'Verzeichnis',
  'directory.group.text':
    'Diese Gruppe kommt aus dem Verzeichnis Ihres Unternehmens: Name und Personen werden dort geändert. Was sie öffnet, bestimmen Sie hier.',
};

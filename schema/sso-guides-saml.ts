import type { Bilingual } from './permissions.js';

const step = (de: string, en: string): Bilingual => ({ de, en });

/** What to do at identity providers that speak SAML 2.0, step by step. */
export const SAML_GUIDES = {
  okta: [
    step(
      'Öffnen Sie in der Okta-Verwaltung „Applications“ → „Create App Integration“ und wählen Sie „SAML 2.0“.',
      'In the Okta admin console open “Applications” → “Create App Integration” and choose “SAML 2.0”.',
    ),
    step(
      'Tragen Sie die ACS-Adresse von hier unter „Single sign-on URL“ ein und die Entity-ID unter „Audience URI (SP Entity ID)“. „Name ID format“ ist „Persistent“.',
      'Enter the ACS address from here under “Single sign-on URL” and the entity ID under “Audience URI (SP Entity ID)”. “Name ID format” is “Persistent”.',
    ),
    step(
      'Legen Sie unter „Attribute Statements“ an: „email“ = user.email und „name“ = user.displayName; unter „Group Attribute Statements“ bei Bedarf „groups“.',
      'Under “Attribute Statements” add “email” = user.email and “name” = user.displayName; under “Group Attribute Statements”, if needed, “groups”.',
    ),
    step(
      'Möchten Sie die Abmeldung verbinden oder verschlüsseln, laden Sie unter „Show Advanced Settings“ unsere Zertifikate hoch. Sie stehen von Anfang an in den Metadaten von hier; nach einer Erneuerung laden Sie dort die neuen hoch, bevor Sie hier umstellen.',
      'To connect the logout, or to encrypt, upload our certificates under “Show Advanced Settings”. They are in the metadata that you find here from the start; after a renewal upload the new ones there before you change over here.',
    ),
    step(
      'Weisen Sie unter „Assignments“ die Personen oder Gruppen zu.',
      'Under “Assignments” assign the people or groups.',
    ),
    step(
      'Kopieren Sie unter „Sign On“ die „Metadata URL“ hierher.',
      'Under “Sign On” copy the “Metadata URL” to here.',
    ),
  ],
  entra: [
    step(
      'Öffnen Sie im Microsoft Entra Admin Center „Unternehmensanwendungen“ → „Neue Anwendung“ → „Eigene Anwendung erstellen“ und wählen Sie „Andere Anwendung, die nicht im Katalog ist“.',
      'In the Microsoft Entra admin center open “Enterprise applications” → “New application” → “Create your own application” and choose the option for one that is not in the gallery.',
    ),
    step(
      'Wählen Sie „Einmaliges Anmelden“ → „SAML“ und laden Sie unter „Metadatendatei hochladen“ unsere Metadaten von hier hoch. Oder tragen Sie die Entity-ID als „Bezeichner“ ein und die ACS-Adresse als „Antwort-URL“.',
      'Choose “Single sign-on” → “SAML” and under “Upload metadata file” upload our metadata from here. Or enter the entity ID as “Identifier” and the ACS address as “Reply URL”.',
    ),
    step(
      'Stellen Sie unter „Attribute & Ansprüche“ den eindeutigen Bezeichner auf user.objectid mit dem Format „Beständig“ und fügen Sie bei Bedarf einen Gruppenanspruch hinzu.',
      'Under “Attributes & Claims” set the unique identifier to user.objectid with the format “Persistent”, and add a group claim if needed.',
    ),
    step(
      'Weisen Sie unter „Benutzer und Gruppen“ zu, wer sich anmelden darf.',
      'Under “Users and groups” assign who may sign in.',
    ),
    step(
      'Kopieren Sie unter „SAML-Zertifikate“ die „App-Verbundmetadaten-URL“ hierher.',
      'Under “SAML Certificates” copy the “App Federation Metadata Url” to here.',
    ),
  ],
  adfs: [
    step(
      'Öffnen Sie auf dem AD-FS-Server die AD-FS-Verwaltung und wählen Sie „Vertrauensstellungen der vertrauenden Seite“ → „Hinzufügen“ → „Ansprüche unterstützend“.',
      'On the AD FS server open AD FS Management and choose “Relying Party Trusts” → “Add” → “Claims aware”.',
    ),
    step(
      'Wählen Sie „Online oder in einem lokalen Netzwerk veröffentlichte Daten importieren“ und geben Sie die Entity-ID von hier ein: Dort liegen unsere Metadaten, schon jetzt. Erreicht der Server sie nicht, laden Sie sie von hier herunter und importieren Sie die Datei.',
      'Choose “Import data about the relying party published online or on a local network” and enter the entity ID from here: our metadata lies there, even now. If the server cannot reach it, download it here and import the file.',
    ),
    step(
      'Unsere Anfragen sind signiert; die Zertifikate dazu kommen mit den Metadaten. Lassen Sie in den Eigenschaften unter „Überwachung“ die automatische Aktualisierung an, dann übernimmt AD FS auch erneuerte Schlüssel.',
      'Our requests are signed; the certificates for that come with the metadata. In the properties keep the automatic update under “Monitoring” on, and AD FS also takes renewed keys over.',
    ),
    step(
      'Legen Sie eine Regel „LDAP-Attribute als Ansprüche senden“ an: E-Mail-Adressen → E-Mail-Adresse, Anzeigename → Name, bei Bedarf Tokengruppen → Gruppe.',
      'Add a rule “Send LDAP Attributes as Claims”: E-Mail-Addresses → E-Mail Address, Display-Name → Name, and if needed Token-Groups → Group.',
    ),
    step(
      'Legen Sie eine zweite Regel „Eingehenden Anspruch transformieren“ an: aus „Primäre SID“ wird „Namens-ID“ mit dem Format „Dauerhafter Bezeichner“.',
      'Add a second rule “Transform an Incoming Claim”: from “Primary SID” to “Name ID” with the format “Persistent Identifier”.',
    ),
    step(
      'Geben Sie hier die Adresse der Metadaten an: https://IHR-ADFS/FederationMetadata/2007-06/FederationMetadata.xml. Ist der Server von außen nicht erreichbar, laden Sie die Datei hoch.',
      'Enter the address of the metadata here: https://YOUR-ADFS/FederationMetadata/2007-06/FederationMetadata.xml. If the server cannot be reached from outside, upload the file.',
    ),
  ],
  google: [
    step(
      'Öffnen Sie in der Google-Admin-Konsole „Apps“ → „Web- und mobile Apps“ → „App hinzufügen“ → „Benutzerdefinierte SAML-App hinzufügen“.',
      'In the Google Admin console open “Apps” → “Web and mobile apps” → “Add app” → “Add custom SAML app”.',
    ),
    step(
      'Laden Sie die IdP-Metadaten herunter („Metadaten herunterladen“) und laden Sie die Datei hier hoch.',
      'Download the IdP metadata (“Download metadata”) and upload the file here.',
    ),
    step(
      'Tragen Sie die ACS-Adresse und die Entity-ID von hier ein. Schalten Sie „Signierte Antwort“ ein; „Name-ID“ ist die primäre E-Mail-Adresse.',
      'Enter the ACS address and the entity ID from here. Switch “Signed response” on; “Name ID” is the primary email.',
    ),
    step(
      'Ordnen Sie bei Bedarf den Namen dem Attribut „name“ zu und Gruppen dem Attribut „groups“.',
      'If needed, map the name to the attribute “name” and groups to “groups”.',
    ),
    step(
      'Schalten Sie die App unter „Nutzerzugriff“ für die gewünschten Organisationseinheiten ein.',
      'Under “User access” switch the app on for the organizational units that you want.',
    ),
  ],
  keycloak: [
    step(
      'Öffnen Sie in der Keycloak-Verwaltung Ihren Realm und unter „Clients“ → „Create client“ den Typ „SAML“. Die Client-ID ist die Entity-ID von hier.',
      'In the Keycloak admin console open your realm, and under “Clients” → “Create client” choose the type “SAML”. The client ID is the entity ID from here.',
    ),
    step(
      'Tragen Sie die ACS-Adresse von hier unter „Valid redirect URIs“ und unter „Advanced“ → „Assertion Consumer Service POST Binding URL“ ein.',
      'Enter the ACS address from here under “Valid redirect URIs” and under “Advanced” → “Assertion Consumer Service POST Binding URL”.',
    ),
    step(
      'Schalten Sie „Sign assertions“ ein; der Algorithmus ist RSA_SHA256, das Format der Namens-ID „persistent“. Unsere Anfragen sind signiert: Lassen Sie „Client signature required“ eingeschaltet und importieren Sie unter „Keys“ unser Zertifikat aus den Metadaten von hier.',
      'Switch “Sign assertions” on; the algorithm is RSA_SHA256, the name ID format “persistent”. Our requests are signed: keep “Client signature required” on, and under “Keys” import our certificate from the metadata that you find here.',
    ),
    step(
      'Legen Sie unter „Client scopes“ Mapper für „email“, „name“ und bei Bedarf „groups“ an.',
      'Under “Client scopes” add mappers for “email”, “name” and, if needed, “groups”.',
    ),
    step(
      'Geben Sie hier die Adresse der Metadaten an: https://IHR-KEYCLOAK/realms/IHR-REALM/protocol/saml/descriptor.',
      'Enter the address of the metadata here: https://YOUR-KEYCLOAK/realms/YOUR-REALM/protocol/saml/descriptor.',
    ),
  ],
  saml: [
    step(
      'Legen Sie bei Ihrem Identitätsanbieter eine SAML-2.0-Anwendung an und tragen Sie Entity-ID und ACS-Adresse von hier ein. Die Antwort kommt per HTTP-POST.',
      'At your identity provider make a SAML 2.0 application and enter entity ID and ACS address from here. The answer comes by HTTP-POST.',
    ),
    step(
      'Assertions müssen mit RSA-SHA256 oder besser signiert sein. Die Namens-ID soll dauerhaft sein: An ihr erkennen wir eine Person wieder.',
      'Assertions must be signed with RSA-SHA256 or better. The name ID should be persistent: by it we know a person again.',
    ),
    step(
      'Senden Sie als Attribute die E-Mail-Adresse („email“), den Namen („name“) und bei Bedarf Gruppen.',
      'Send as attributes the mail address (“email”), the name (“name”) and, if needed, groups.',
    ),
    step(
      'Geben Sie hier die Adresse der Metadaten an, oder laden Sie die Datei hoch.',
      'Enter the address of the metadata here, or upload the file.',
    ),
  ],
} as const satisfies Record<string, readonly Bilingual[]>;

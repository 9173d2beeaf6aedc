import type { Bilingual } from './permissions.js';

const step = (de: string, en: string): Bilingual => ({ de, en });

/** What to do at identity providers that speak OpenID Connect or OAuth 2.0, step by step. */
export const OIDC_GUIDES = {
  okta: [
    step(
      'Öffnen Sie in der Okta-Verwaltung „Applications“ → „Applications“ und wählen Sie „Create App Integration“.',
      'In the Okta admin console open “Applications” → “Applications” and choose “Create App Integration”.',
    ),
    step(
      'Wählen Sie „OIDC - OpenID Connect“ und „Web Application“, dann „Next“.',
      'Choose “OIDC - OpenID Connect” and “Web Application”, then “Next”.',
    ),
    step(
      'Lassen Sie „Authorization Code“ als einzigen Grant Type. Tragen Sie die Weiterleitungs-URI von hier unter „Sign-in redirect URIs“ ein und die Adresse nach der Abmeldung unter „Sign-out redirect URIs“.',
      'Keep “Authorization Code” as the only grant type. Enter the redirect URI from here under “Sign-in redirect URIs”, and the address for signing out under “Sign-out redirect URIs”.',
    ),
    step(
      'Legen Sie unter „Assignments“ fest, wer sich anmelden darf, und speichern Sie.',
      'Under “Assignments” decide who may sign in, and save.',
    ),
    step(
      'Sollen Rollen aus Gruppen folgen: Fügen Sie unter „Sign On“ → „OpenID Connect ID Token“ einen Groups claim mit dem Namen „groups“ hinzu.',
      'If roles shall follow groups: under “Sign On” → “OpenID Connect ID Token” add a groups claim named “groups”.',
    ),
    step(
      'Kopieren Sie „Client ID“ und „Client secret“ hierher. Der Aussteller ist die Adresse Ihrer Okta-Organisation, zum Beispiel https://firma.okta.com.',
      'Copy “Client ID” and “Client secret” to here. The issuer is the address of your Okta organization, for example https://company.okta.com.',
    ),
  ],
  entra: [
    step(
      'Öffnen Sie im Microsoft Entra Admin Center „App-Registrierungen“ und wählen Sie „Neue Registrierung“.',
      'In the Microsoft Entra admin center open “App registrations” and choose “New registration”.',
    ),
    step(
      'Wählen Sie „Nur Konten in diesem Organisationsverzeichnis“. Als Umleitungs-URI wählen Sie „Web“ und fügen die Weiterleitungs-URI von hier ein.',
      'Choose “Accounts in this organizational directory only”. As redirect URI choose “Web” and paste the redirect URI from here.',
    ),
    step(
      'Unter „Zertifikate & Geheimnisse“ erstellen Sie einen geheimen Clientschlüssel. Kopieren Sie seinen Wert hierher; er wird dort nur einmal gezeigt. Notieren Sie sich sein Ende.',
      'Under “Certificates & secrets” create a client secret. Copy its value to here; it is shown there only once. Note when it ends.',
    ),
    step(
      'Unter „Tokenkonfiguration“ fügen Sie für das ID-Token die optionalen Ansprüche „email“ und „xms_edov“ hinzu: Nur damit gilt die Adresse als bestätigt. Für Rollen aus Gruppen fügen Sie „groups“ hinzu.',
      'Under “Token configuration” add the optional claims “email” and “xms_edov” to the ID token: only with them the address counts as verified. For roles from groups add “groups”.',
    ),
    step(
      'Kopieren Sie aus der „Übersicht“ die Anwendungs-ID (Client) als Client-ID. Der Aussteller ist https://login.microsoftonline.com/VERZEICHNIS-ID/v2.0 mit Ihrer Verzeichnis-ID (Mandant).',
      'From “Overview” copy the application (client) ID as client ID. The issuer is https://login.microsoftonline.com/DIRECTORY-ID/v2.0 with your directory (tenant) ID.',
    ),
  ],
  google: [
    step(
      'Öffnen Sie in der Google Cloud Console „APIs & Dienste“ → „OAuth-Zustimmungsbildschirm“ und wählen Sie als Nutzertyp „Intern“: Dann melden sich nur Personen Ihres Workspace an.',
      'In the Google Cloud console open “APIs & Services” → “OAuth consent screen” and choose the user type “Internal”: then only people of your Workspace can sign in.',
    ),
    step(
      'Unter „Anmeldedaten“ wählen Sie „Anmeldedaten erstellen“ → „OAuth-Client-ID“ → „Webanwendung“.',
      'Under “Credentials” choose “Create credentials” → “OAuth client ID” → “Web application”.',
    ),
    step(
      'Fügen Sie die Weiterleitungs-URI von hier unter „Autorisierte Weiterleitungs-URIs“ ein.',
      'Paste the redirect URI from here under “Authorised redirect URIs”.',
    ),
    step(
      'Kopieren Sie Client-ID und Clientschlüssel hierher. Der Aussteller ist https://accounts.google.com.',
      'Copy client ID and client secret to here. The issuer is https://accounts.google.com.',
    ),
    step(
      'Es zählen nur Konten Ihres Workspace: Die Domain der Adresse muss die sein, die Google als Domain des Workspace nennt (hd). Private Google-Konten mit einer Firmenadresse werden abgelehnt.',
      'Only accounts of your Workspace count: the domain of the address must be the one that Google names as the Workspace’s (hd). Personal Google accounts with a company address are refused.',
    ),
    step(
      'Google sagt nicht, ob ein zweiter Faktor gezeigt wurde: Ihre Leute richten hier einen eigenen ein.',
      'Google does not say whether a second factor was shown: your people set one up here.',
    ),
  ],
  keycloak: [
    step(
      'Öffnen Sie in der Keycloak-Verwaltung Ihren Realm und unter „Clients“ → „Create client“ den Typ „OpenID Connect“.',
      'In the Keycloak admin console open your realm, and under “Clients” → “Create client” choose the type “OpenID Connect”.',
    ),
    step(
      'Schalten Sie „Client authentication“ ein und lassen Sie nur „Standard flow“ an.',
      'Switch “Client authentication” on and keep only “Standard flow”.',
    ),
    step(
      'Tragen Sie die Weiterleitungs-URI von hier unter „Valid redirect URIs“ ein, die Adresse nach der Abmeldung unter „Valid post logout redirect URIs“ und die Adresse für die Abmeldung im Hintergrund unter „Backchannel logout URL“.',
      'Enter the redirect URI from here under “Valid redirect URIs”, the address after signing out under “Valid post logout redirect URIs”, and the address for back-channel logout under “Backchannel logout URL”.',
    ),
    step(
      'Sollen Rollen aus Gruppen folgen: Legen Sie unter „Client scopes“ einen Mapper „Group Membership“ mit dem Namen „groups“ an.',
      'If roles shall follow groups: under “Client scopes” create a “Group Membership” mapper named “groups”.',
    ),
    step(
      'Kopieren Sie die Client-ID und unter „Credentials“ das Secret hierher. Der Aussteller ist https://IHR-KEYCLOAK/realms/IHR-REALM.',
      'Copy the client ID and, under “Credentials”, the secret to here. The issuer is https://YOUR-KEYCLOAK/realms/YOUR-REALM.',
    ),
  ],
  github: [
    step(
      'Öffnen Sie bei GitHub die Einstellungen Ihrer Organisation → „Developer settings“ → „OAuth Apps“ und wählen Sie „New OAuth App“.',
      'At GitHub open the settings of your organization → “Developer settings” → “OAuth Apps” and choose “New OAuth App”.',
    ),
    step(
      'Tragen Sie die Weiterleitungs-URI von hier unter „Authorization callback URL“ ein und registrieren Sie die Anwendung.',
      'Enter the redirect URI from here under “Authorization callback URL”, and register the application.',
    ),
    step(
      'Kopieren Sie die Client-ID hierher, wählen Sie „Generate a new client secret“ und kopieren Sie auch das Secret.',
      'Copy the client ID to here, choose “Generate a new client secret”, and copy the secret as well.',
    ),
    step(
      'Bei GitHub meldet sich die Person an, nicht Ihr Unternehmen: Es zählt nur ihre bestätigte Hauptadresse, und die muss zu einer bestätigten Domain gehören. Einen zweiten Faktor richten Ihre Leute hier ein.',
      'At GitHub the person signs in, not your company: only their verified primary address counts, and it must belong to a verified domain. Your people set up a second factor here.',
    ),
  ],
  oidc: [
    step(
      'Legen Sie bei Ihrem Identitätsanbieter einen vertraulichen Client für den Authorization Code Flow mit PKCE (S256) an.',
      'At your identity provider make a confidential client for the authorization code flow with PKCE (S256).',
    ),
    step(
      'Tragen Sie die Weiterleitungs-URI von hier genau so ein, wie sie dasteht.',
      'Enter the redirect URI from here exactly as it stands.',
    ),
    step(
      'Sorgen Sie dafür, dass das ID-Token „email“ und „email_verified“ enthält und mit RS256, PS256, ES256 oder EdDSA signiert ist.',
      'Make sure that the ID token holds “email” and “email_verified” and is signed with RS256, PS256, ES256 or EdDSA.',
    ),
    step(
      'Kopieren Sie Aussteller, Client-ID und Secret hierher. Wir lesen AUSSTELLER/.well-known/openid-configuration.',
      'Copy issuer, client ID and secret to here. We read ISSUER/.well-known/openid-configuration.',
    ),
  ],
} as const satisfies Record<string, readonly Bilingual[]>;

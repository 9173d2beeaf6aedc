import type { SubgraphDefinition } from '#runtime/graphql/subgraph.js';
import { AccountEntity } from './account/account.entity.js';
import { resolveUser } from './account/account.reference.js';
import { AccountResolver } from './account/account.resolver.js';
import { User } from './account/account.type.js';
import { EmailChangeResolver } from './email-change/email-change.resolver.js';
import { outbox } from './outbox.js';
import { createBreachedPasswords } from './password/breached-passwords.js';
import { createPasswordHasher } from './password/hasher.js';
import type { IdentityServices } from './services.js';
import { FactorResetResolver } from './factor-reset/factor-reset.resolver.js';
import { PasskeyEnrolmentResolver } from './passkey/passkey-enrolment.resolver.js';
import { PasskeyResolver } from './passkey/passkey.resolver.js';
import { PasskeySignInResolver } from './passkey/passkey-sign-in.resolver.js';
import { PersonalDataResolver } from './personal-data/personal-data.resolver.js';
import { PasswordRulesResolver } from './password/password-rules.resolver.js';
import { PasswordResetResolver } from './password-reset/password-reset.resolver.js';
import { rules } from './rules.js';
import { AuthenticatorAppResolver } from './second-factor/authenticator-app.resolver.js';
import { ConfirmSecondFactorResolver } from './second-factor/confirm-second-factor.resolver.js';
import { ReplaceTotpResolver } from './second-factor/replace-totp.resolver.js';
import { SecondFactorResolver } from './second-factor/second-factor.resolver.js';
import { ChangeServiceAccountResolver } from './service-account/change-service-account.resolver.js';
import { resolveServiceAccount } from './service-account/service-account.reference.js';
import { ServiceAccountResolver } from './service-account/service-account.resolver.js';
import { DirectoryResolver } from './scim/directory.resolver.js';
import { serveScimConfig, serveScimResourceTypes, serveScimSchemas } from './scim/serve-discovery.js';
import { serveScimGroups } from './scim/serve-groups.js';
import { serveScimUsers } from './scim/serve-users.js';
import { SessionResolver } from './session/session.resolver.js';
import { SignInRecordResolver } from './session/sign-in-record.resolver.js';
import { attemptRepository } from './sign-in/attempt.repository.js';
import { SignInResolver } from './sign-in/sign-in.resolver.js';
import { createGuesses } from './sign-in/guesses.js';
import { createThrottle } from './sign-in/throttle.js';
import { ChangeConnectionResolver } from './sso/connections/change-connection.resolver.js';
import { ConfigureConnectionResolver } from './sso/connections/configure-connection.resolver.js';
import {
  ConnectionResolver,
  ConnectionVersionResolver,
  TestRunResolver,
} from './sso/connections/connection.resolver.js';
import { ReadingResolver } from './sso/connections/reading.resolver.js';
import { DomainResolver } from './sso/domains/domain.resolver.js';
import { flowBeside } from './sso/flow/flow-beside.js';
import { samlRequest } from './sso/flow/posted-form.js';
import { samlAcs, ssoCallback } from './sso/flow/routes.js';
import { SsoResolver } from './sso/flow/sso.resolver.js';
import { oidcLogout } from './sso/oidc/logout.route.js';
import { PROTOCOLS } from './sso/protocols.js';
import { samlLogout } from './sso/saml/logout.route.js';
import { samlMetadata } from './sso/saml/metadata.route.js';

/** Accounts, credentials, second factors and sessions. */
export const identitySubgraph: SubgraphDefinition<IdentityServices> = {
  name: 'identity',
  resolvers: [
    DirectoryResolver,
    ...([AccountResolver, SecondFactorResolver, ReplaceTotpResolver, ConfirmSecondFactorResolver] as const),
    ...([AuthenticatorAppResolver, PasskeyEnrolmentResolver, FactorResetResolver] as const),
    EmailChangeResolver,
    ...([
      PasswordResetResolver,
      PasswordRulesResolver,
      PersonalDataResolver,
      PasskeyResolver,
      PasskeySignInResolver,
    ] as const),
    ...([SessionResolver, SignInRecordResolver, SignInResolver, SsoResolver] as const),
    ...([ServiceAccountResolver, ChangeServiceAccountResolver] as const),
    ...([ConnectionResolver, ConnectionVersionResolver, TestRunResolver, ReadingResolver] as const),
    ...([ChangeConnectionResolver, ConfigureConnectionResolver, DomainResolver] as const),
  ],
  orphanedTypes: [User],
  references: { User: resolveUser, ServiceAccount: resolveServiceAccount },
  rules,
  entities: [AccountEntity],
  outbox,
  routes: {
    'sso-callback': ssoCallback,
    'saml-acs': samlAcs,
    'saml-request': samlRequest,
    'oidc-logout': oidcLogout,
    'scim-config': serveScimConfig,
    'scim-resource-types': serveScimResourceTypes,
    'scim-schemas': serveScimSchemas,
    'scim-users': serveScimUsers,
    'scim-groups': serveScimGroups,
    'saml-metadata': samlMetadata,
    'saml-logout': samlLogout,
  },
  services: ({ keyring, clock, aside, outside }) => ({
    nowMs: () => clock().getTime(),
    keyring,
    hasher: createPasswordHasher(),
    breached: createBreachedPasswords(outside.breachedPasswords ?? null),
    throttle: createThrottle(attemptRepository(aside.query)),
    guesses: createGuesses(aside.query),
    protocols: PROTOCOLS,
    ssoBeside: flowBeside(aside.query),
    customerFetch: outside.sso.fetch,
    dns: outside.dns,
  }),
};

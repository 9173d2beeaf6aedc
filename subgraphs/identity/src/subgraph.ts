import type { SubgraphDefinition } from '#runtime/graphql/subgraph.js';
import { AccountEntity } from './account/account.entity.js';
import { resolveUser } from './account/account.reference.js';
import { AccountResolver } from './account/account.resolver.js';
import { User } from './account/account.type.js';
import { outbox } from './outbox.js';
import { createPasswordHasher } from './password/hasher.js';
import type { IdentityServices } from './services.js';
import { PasskeyResolver } from './passkey/passkey.resolver.js';
import { PasskeySignInResolver } from './passkey/passkey-sign-in.resolver.js';
import { PasswordResetResolver } from './password-reset/password-reset.resolver.js';
import { rules } from './rules.js';
import { ConfirmSecondFactorResolver } from './second-factor/confirm-second-factor.resolver.js';
import { ReplaceTotpResolver } from './second-factor/replace-totp.resolver.js';
import { SecondFactorResolver } from './second-factor/second-factor.resolver.js';
import { ChangeServiceAccountResolver } from './service-account/change-service-account.resolver.js';
import { resolveServiceAccount } from './service-account/service-account.reference.js';
import { ServiceAccountResolver } from './service-account/service-account.resolver.js';
import { SessionResolver } from './session/session.resolver.js';
import { attemptRepository } from './sign-in/attempt.repository.js';
import { SignInResolver } from './sign-in/sign-in.resolver.js';
import { createThrottle } from './sign-in/throttle.js';

/** Accounts, credentials, second factors and sessions. */
export const identitySubgraph: SubgraphDefinition<IdentityServices> = {
  name: 'identity',
  resolvers: [
    ...([AccountResolver, SecondFactorResolver, ReplaceTotpResolver, ConfirmSecondFactorResolver] as const),
    ...([PasswordResetResolver, PasskeyResolver, PasskeySignInResolver] as const),
    ...([SessionResolver, SignInResolver, ServiceAccountResolver, ChangeServiceAccountResolver] as const),
  ],
  orphanedTypes: [User],
  references: { User: resolveUser, ServiceAccount: resolveServiceAccount },
  rules,
  entities: [AccountEntity],
  outbox,
  services: ({ keyring, clock, aside, outside }) => ({
    nowMs: () => clock().getTime(),
    keyring,
    hasher: createPasswordHasher(),
    throttle: createThrottle(attemptRepository(aside.query)),
    customerFetch: outside.sso.fetch,
  }),
};

import { KopexaError } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import { accountRepository, profileRepository } from './account/account.repository.js';
import { emailChangeRepository } from './email-change/email-change.repository.js';
import type { Origin } from './ports.js';
import type { IdentityServices } from './services.js';
import { passkeyRepository } from './passkey/passkey.repository.js';
import { passwordResetRepository } from './password-reset/password-reset.repository.js';
import { factorResetRepository } from './factor-reset/factor-reset.repository.js';
import { appRepository } from './second-factor/app.repository.js';
import { passwordRulesRepository } from './password/password-rules.repository.js';
import { personalDataRepository } from './personal-data/personal-data.repository.js';
import { factorRepository } from './second-factor/factor.repository.js';
import { replacementRepository } from './second-factor/replacement.repository.js';
import { directoryView } from './scim/directory-view.repository.js';
import { serviceAccountRepository } from './service-account/service-account.repository.js';
import { sessionRepository } from './session/session.repository.js';
import { signInRecordRepository } from './session/sign-in-record.repository.js';
import { connectionRepository } from './sso/connections/connection.repository.js';
import { domainRepository } from './sso/domains/domain.repository.js';
import { attemptRepository } from './sign-in/attempt.repository.js';
import { credentialRepository } from './sign-in/credential.repository.js';
import { forgetGuesses, type Guess } from './sign-in/guesses.js';
import { flowRepository } from './sso/flow/flow.repository.js';

/** A request of the identity subgraph. */
export type IdentityContext = Context<IdentityServices>;

/** Everything the use cases may need, bound to one request. */
export function dependenciesOf(ctx: IdentityContext) {
  const query = <Row>(sql: string, params?: readonly unknown[]): Promise<Row[]> =>
    ctx.query<Row>(sql, params);
  return {
    ...ctx.services,
    actor: ctx.actor,
    origin: originOf(ctx),
    accounts: accountRepository(query),
    credentials: credentialRepository(query),
    passwordRules: passwordRulesRepository(query),
    personalData: personalDataRepository(query),
    resets: passwordResetRepository(query),
    emailChanges: emailChangeRepository(query),
    passkeys: passkeyRepository(query),
    site: { origin: ctx.request.origin },
    factors: factorRepository(query),
    apps: appRepository(query),
    factorResets: factorResetRepository(query),
    replacements: replacementRepository(query),
    sessions: sessionRepository(query),
    signIns: signInRecordRepository(query),
    attempts: attemptRepository(query),
    forgetGuesses: (guess: Guess) => forgetGuesses(query, guess),
    serviceAccounts: serviceAccountRepository(ctx),
    connections: connectionRepository(ctx),
    domains: domainRepository(ctx),
    directory: directoryView(ctx),
    flow: flowRepository(query),
  };
}

/** The same for somebody who has given at least a password. */
export function ownDependenciesOf(ctx: IdentityContext) {
  return { ...dependenciesOf(ctx), accountId: accountIdOf(ctx) };
}

/** Writing to one's own profile; only inside a mutation. */
export function profileDependenciesOf(ctx: IdentityContext) {
  return { accountId: accountIdOf(ctx), profiles: profileRepository(ctx.change.em) };
}

/** The account behind the session; throws UNAUTHENTICATED where no rule did. */
export function accountIdOf(ctx: IdentityContext): string {
  if (ctx.actor.userId === null) throw new KopexaError('UNAUTHENTICATED');
  return ctx.actor.userId;
}

function originOf({ request }: IdentityContext): Origin {
  const browser = Buffer.from(request.browser, 'base64url');
  return { ip: request.ip, userAgent: request.userAgent, browser: browser.length === 32 ? browser : null };
}

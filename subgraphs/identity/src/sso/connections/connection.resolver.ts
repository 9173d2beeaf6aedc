import { X509Certificate } from 'node:crypto';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { User } from '../../account/account.type.js';
import { findPerson } from '../../account/find-person.js';
import { dependenciesOf, type IdentityContext } from '../../dependencies.js';
import { ownAddresses } from '../saml/names.js';
import { callbackUrl } from '../oidc/configuration.js';
import { present } from './change-connection.js';
import { changesBetween, fingerprintOf } from './config-facts.js';
import {
  AttributeMapping,
  Connection,
  ConnectionAddresses,
  ConnectionCertificate,
  ConnectionVersion,
  NewcomerSettings,
  OauthSettings,
  OidcSettings,
  SamlSettings,
  TestRun,
  toConnection,
} from './connection.type.js';

/** Connections of the Organization, for those who set sign-in up. */
@Resolver(() => Connection)
export class ConnectionResolver {
  @Query(() => [Connection], { description: 'Connections of the Organization, by name.' })
  async connections(
    @Ctx() ctx: IdentityContext,
    @Arg('includeArchived', () => Boolean, { defaultValue: false }) includeArchived: boolean,
  ): Promise<Connection[]> {
    return (await dependenciesOf(ctx).connections.list(includeArchived)).map(toConnection);
  }

  @Query(() => Connection, { nullable: true, description: 'One; NOT_FOUND when there is none.' })
  async connection(@Ctx() ctx: IdentityContext, @Arg('id', () => ID) id: string): Promise<Connection> {
    return toConnection(await present(dependenciesOf(ctx).connections, id));
  }

  @FieldResolver(() => ConnectionAddresses)
  addresses(@Ctx() ctx: IdentityContext, @Root() { id, kind }: Connection): ConnectionAddresses {
    const { origin } = ctx.request;
    const none = { callbackUrl: null, entityId: null, acsUrl: null, logoutUrl: null, signedOutUrl: null };
    if (kind === 'saml') return { ...none, ...ownAddresses(origin, id) };
    const oidc = kind === 'oidc' && {
      logoutUrl: new URL(`/sso/oidc/${id}/logout`, origin).href,
      signedOutUrl: new URL('/sign-in', origin).href,
    };
    return { ...none, callbackUrl: callbackUrl(origin, id), ...oidc };
  }

  @FieldResolver(() => SamlSettings, { nullable: true })
  saml(@Root() { kind, config }: Connection): SamlSettings | null {
    if (kind !== 'saml' || !config || !('ssoUrl' in config)) return null;
    return {
      ...config,
      certificates: config.certificates.map(toCertificate),
      ownCertificates: config.ownCertificates.map(toCertificate),
      nextCertificates: config.nextCertificates.map(toCertificate),
      pastCertificates: config.pastCertificates.map(toCertificate),
    };
  }

  @FieldResolver(() => OidcSettings, { nullable: true })
  oidc(@Root() { config }: Connection): OidcSettings | null {
    return config && 'issuer' in config ? config : null;
  }

  @FieldResolver(() => OauthSettings, { nullable: true })
  oauth(@Root() { config }: Connection): OauthSettings | null {
    return config && 'provider' in config ? config : null;
  }

  @FieldResolver(() => AttributeMapping, { nullable: true })
  mapping(@Root() { config }: Connection): AttributeMapping | null {
    return config?.mapping ?? null;
  }

  @FieldResolver(() => NewcomerSettings, { nullable: true })
  newcomers(@Root() { config }: Connection): NewcomerSettings | null {
    return config?.newcomers ?? null;
  }

  @FieldResolver(() => [String], { description: 'What counts as a second factor when it is asserted.' })
  acceptedAssurance(@Root() { config }: Connection): readonly string[] {
    return config?.acceptedAssurance ?? [];
  }

  @FieldResolver(() => [ConnectionVersion], { description: 'The newest fifty, newest first.' })
  async versions(@Ctx() ctx: IdentityContext, @Root() { id }: Connection): Promise<ConnectionVersion[]> {
    const versions = await dependenciesOf(ctx).connections.versionsOf(id);
    return versions.slice(0, 50).map((version, index) => ({
      ...version,
      changes: changesBetween(versions[index + 1]?.config ?? null, version.config),
    }));
  }

  @FieldResolver(() => [TestRun], { description: 'The newest ten of thirty days, newest first.' })
  async testRuns(@Ctx() ctx: IdentityContext, @Root() { id }: Connection): Promise<TestRun[]> {
    const runs = await dependenciesOf(ctx).connections.testRunsOf(id);
    return runs.map((run) => ({
      ...run,
      attributes: Object.entries(run.attributes).map(([name, values]) => ({ name, values })),
    }));
  }
}

/** Versions of connections. */
@Resolver(() => ConnectionVersion)
export class ConnectionVersionResolver {
  @FieldResolver(() => User, { nullable: true })
  author(@Ctx() ctx: IdentityContext, @Root() { authorId }: ConnectionVersion): Promise<User | null> {
    return authorId === null ? Promise.resolve(null) : findPerson(ctx, authorId);
  }
}

/** Test runs of connections. */
@Resolver(() => TestRun)
export class TestRunResolver {
  @FieldResolver(() => User, { nullable: true, description: 'Who made it.' })
  person(@Ctx() ctx: IdentityContext, @Root() { accountId }: TestRun): Promise<User | null> {
    return findPerson(ctx, accountId);
  }
}

function toCertificate(pem: string): ConnectionCertificate {
  return { fingerprint: fingerprintOf(pem), endsAt: new Date(new X509Certificate(pem).validTo) };
}

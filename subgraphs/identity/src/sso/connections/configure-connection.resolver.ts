import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import type { IdentityContext } from '../../dependencies.js';
import { connectionTools } from './change-connection.resolver.js';
import {
  acceptAssurance,
  configureArrivals,
  configureOauth,
  configureOidc,
  configureSaml,
} from './configure-connection.js';
import {
  AcceptAssuranceInput,
  ConfigureArrivalsInput,
  ConfigureOauthInput,
  ConfigureOidcInput,
  ConfigureSamlInput,
  RenewConnectionKeysInput,
} from './connection.input.js';
import {
  acceptAssuranceSchema,
  configureArrivalsSchema,
  configureOauthSchema,
  configureOidcSchema,
  configureSamlSchema,
  renewKeysSchema,
} from './connection.schema.js';
import { Connection, toConnection } from './connection.type.js';
import { renewConnectionKeys } from './renew-keys.js';

/** New versions of the settings of a connection. */
@Resolver(() => Connection)
export class ConfigureConnectionResolver {
  @Mutation(() => Connection, {
    description: 'A new version of a SAML connection. Takes a fresh second factor.',
  })
  @Directive('@audit(action: "connection.configure_saml", subject: "Connection", alone: true)')
  async configureSaml(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => ConfigureSamlInput) input: ConfigureSamlInput,
  ): Promise<Connection> {
    return toConnection(await configureSaml(connectionTools(ctx), parse(configureSamlSchema, input)));
  }

  @Mutation(() => Connection, {
    description: 'A step of renewing our own keys of a SAML connection. Takes a fresh second factor.',
  })
  @Directive('@audit(action: "connection.renew_keys", subject: "Connection", alone: true)')
  async renewConnectionKeys(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => RenewConnectionKeysInput) input: RenewConnectionKeysInput,
  ): Promise<Connection> {
    return toConnection(await renewConnectionKeys(connectionTools(ctx), parse(renewKeysSchema, input)));
  }

  @Mutation(() => Connection, { description: 'A new version of an OpenID Connect connection.' })
  @Directive('@audit(action: "connection.configure_oidc", subject: "Connection", alone: true)')
  async configureOidc(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => ConfigureOidcInput) input: ConfigureOidcInput,
  ): Promise<Connection> {
    return toConnection(await configureOidc(connectionTools(ctx), parse(configureOidcSchema, input)));
  }

  @Mutation(() => Connection, { description: 'A new version of an OAuth 2.0 connection.' })
  @Directive('@audit(action: "connection.configure_oauth", subject: "Connection", alone: true)')
  async configureOauth(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => ConfigureOauthInput) input: ConfigureOauthInput,
  ): Promise<Connection> {
    return toConnection(await configureOauth(connectionTools(ctx), parse(configureOauthSchema, input)));
  }

  @Mutation(() => Connection, { description: 'Who people are that arrive, and which role they get.' })
  @Directive('@audit(action: "connection.configure_arrivals", subject: "Connection", alone: true)')
  async configureArrivals(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => ConfigureArrivalsInput) input: ConfigureArrivalsInput,
  ): Promise<Connection> {
    return toConnection(await configureArrivals(connectionTools(ctx), parse(configureArrivalsSchema, input)));
  }

  @Mutation(() => Connection, { description: 'What counts as a second factor when it is asserted.' })
  @Directive('@audit(action: "connection.accept_assurance", subject: "Connection", alone: true)')
  async acceptAssurance(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => AcceptAssuranceInput) input: AcceptAssuranceInput,
  ): Promise<Connection> {
    return toConnection(await acceptAssurance(connectionTools(ctx), parse(acceptAssuranceSchema, input)));
  }
}

import { X509Certificate } from 'node:crypto';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { parse } from '#runtime/graphql/parse.js';
import { dependenciesOf, type IdentityContext } from '../../dependencies.js';
import { assertKind, present } from './change-connection.js';
import { fingerprintOf } from './config-facts.js';
import { SamlSourceInput } from './connection.input.js';
import { samlSourceSchema } from './connection.schema.js';
import { readOidc, readSaml } from './reading.js';
import { OidcReading, SamlReading } from './reading.type.js';

const issuerSchema = z.string().min(1).max(2000);

/** What identity providers say of themselves: asked before anything is changed, because they answer when they like. */
@Resolver()
export class ReadingResolver {
  @Query(() => SamlReading, {
    nullable: true,
    description: 'Reads the metadata of a SAML identity provider.',
  })
  async samlReading(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => SamlSourceInput) input: SamlSourceInput,
  ): Promise<SamlReading> {
    const source = parse(samlSourceSchema, input);
    const held = await present(dependenciesOf(ctx).connections, source.connectionId);
    assertKind(held, 'saml');
    const { keyring, customerFetch: fetch } = ctx.services;
    const { metadata, sealed } = await readSaml({ fetch, keyring }, held, source);
    if (!metadata.ok) {
      const problem = metadata.problem[ctx.actor.locale];
      return { problem, idpEntityId: null, ssoUrl: null, sloUrl: null, certificates: [], reading: null };
    }
    const { idpEntityId, ssoUrl, sloUrl, certificates } = metadata.idp;
    return {
      ...{ problem: null, idpEntityId, ssoUrl, sloUrl, reading: sealed },
      certificates: certificates.map((pem) => ({
        fingerprint: fingerprintOf(pem),
        endsAt: new Date(new X509Certificate(pem).validTo),
      })),
    };
  }

  @Query(() => OidcReading, { nullable: true, description: 'Reads the discovery document of an issuer.' })
  async oidcReading(
    @Ctx() ctx: IdentityContext,
    @Arg('connectionId', () => ID) connectionId: string,
    @Arg('issuer', () => String) issuer: string,
  ): Promise<OidcReading> {
    const held = await present(dependenciesOf(ctx).connections, connectionId);
    assertKind(held, 'oidc');
    const { keyring, customerFetch: fetch } = ctx.services;
    const { checks, sealed } = await readOidc(
      { fetch, keyring },
      held.id,
      parse(issuerSchema, issuer, 'issuer'),
    );
    return { checks, reading: sealed };
  }
}

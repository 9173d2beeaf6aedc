import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import { parse } from '#runtime/graphql/parse.js';
import { dependenciesOf, type IdentityContext } from '../../dependencies.js';
import { addDomain, removeDomain, routeDomain, verifyDomain, type DomainTools } from './change-domain.js';
import { domainName } from './domain-name.js';
import { readDomainProof } from './domain-proof.js';
import {
  AddDomainInput,
  Domain,
  DomainCheck,
  DomainDnsRecord,
  RouteDomainInput,
  VerifyDomainInput,
} from './domain.type.js';
import { recordOf, type DomainRecord } from './domain.js';

/** Domains of the Organization. */
@Resolver(() => Domain)
export class DomainResolver {
  @Query(() => [Domain], { description: 'Domains of the Organization, proven or not, by name.' })
  async domains(@Ctx() ctx: IdentityContext): Promise<Domain[]> {
    return (await dependenciesOf(ctx).domains.list()).map(toDomain);
  }

  @Query(() => DomainCheck, { nullable: true, description: 'Asks the domain name system about a domain.' })
  async domainCheck(@Ctx() ctx: IdentityContext, @Arg('id', () => ID) id: string): Promise<DomainCheck> {
    const found = isId(id) ? await dependenciesOf(ctx).domains.find(id) : null;
    if (!found) throw notFound('Domain', id);
    return readDomainProof(ctx.services, found);
  }

  @FieldResolver(() => DomainDnsRecord)
  record(@Root() { domain, challenge }: Domain): DomainDnsRecord {
    return recordOf(domain, challenge);
  }

  @Mutation(() => Domain, { description: 'Puts a domain on the list. Takes a fresh second factor.' })
  @Directive('@audit(action: "domain.add", subject: "Domain", alone: true)')
  async addDomain(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => AddDomainInput) input: AddDomainInput,
  ): Promise<Domain> {
    return toDomain(await addDomain(toolsOf(ctx), parse(domainName, input.domain, 'input.domain')));
  }

  @Mutation(() => Domain, { description: 'Confirms a domain with what domainCheck showed.' })
  @Directive('@audit(action: "domain.verify", subject: "Domain", alone: true)')
  async verifyDomain(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => VerifyDomainInput) input: VerifyDomainInput,
  ): Promise<Domain> {
    return toDomain(await verifyDomain(toolsOf(ctx), input));
  }

  @Mutation(() => Domain, { description: 'Leads the people of a domain to a connection, or to none.' })
  @Directive('@audit(action: "domain.route", subject: "Domain", alone: true)')
  async routeDomain(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => RouteDomainInput) input: RouteDomainInput,
  ): Promise<Domain> {
    const { domainId, connectionId = null } = input;
    return toDomain(await routeDomain(toolsOf(ctx), { domainId, connectionId }));
  }

  @Mutation(() => Boolean, { description: 'Takes a domain off the list.' })
  @Directive('@audit(action: "domain.remove", subject: "Domain", alone: true)')
  async removeDomain(@Ctx() ctx: IdentityContext, @Arg('domainId', () => ID) id: string): Promise<boolean> {
    await removeDomain(toolsOf(ctx), id);
    return true;
  }
}

function toolsOf(ctx: IdentityContext): DomainTools {
  const { keyring, nowMs } = ctx.services;
  return { change: ctx.change, domains: dependenciesOf(ctx).domains, keyring, nowMs };
}

function toDomain(record: DomainRecord): Domain {
  return Object.assign(new Domain(), record);
}

import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import { parse } from '#runtime/graphql/parse.js';
import type { ComplianceServices } from '../services.js';
import { acceptDpa, acceptDpaInput } from './accept-dpa.js';
import { findPublication, readDpaStatus, readingDpa, writingDpa } from './dpa-register.js';
import { mayAcceptDpa } from './dpa.policy.js';
import { toAcceptance, toDpaDocument, toDpaStatus, toDpaVersion, toPublication } from './dpa.presenter.js';
import {
  AcceptDpaInput,
  DpaAcceptance,
  DpaCustomer,
  DpaDocument,
  DpaPublication,
  DpaStatus,
  DpaVersion,
  PublishDpaInput,
  SaveDpaDraftInput,
} from './dpa.type.js';
import { publishDpa, publishDpaInput, saveDpaDraft, saveDpaDraftInput } from './keep-dpa.js';

type Ctx = Context<ComplianceServices>;

/** The contract as everybody, and as the acting Organization, may read it. */
@Resolver()
export class DpaResolver {
  @Query(() => DpaDocument, {
    nullable: true,
    description: 'A published version, or the one in force; null when there is none.',
  })
  async dpaDocument(
    @Ctx() ctx: Ctx,
    @Arg('number', () => Int, { nullable: true }) number?: number | null,
  ): Promise<DpaDocument | null> {
    const found = await findPublication(ctx, number ?? null);
    return found && toDpaDocument(found, ctx.actor.locale);
  }

  @Query(() => [DpaPublication], { description: 'Every published version, newest first.' })
  async dpaPublications(@Ctx() ctx: Ctx): Promise<DpaPublication[]> {
    return (await readingDpa(ctx).publications()).map((each) => toPublication(each, ctx.actor.locale));
  }

  @Query(() => DpaStatus)
  async dpaStatus(@Ctx() ctx: Ctx): Promise<DpaStatus> {
    const { actor } = ctx;
    return toDpaStatus(await readDpaStatus(ctx), actor.locale, mayAcceptDpa(actor));
  }

  @Mutation(() => DpaAcceptance, { description: 'Concludes the contract for the acting Organization.' })
  @Directive('@audit(action: "dpa.accept", subject: "DpaAcceptance")')
  async acceptDpa(
    @Arg('input', () => AcceptDpaInput) input: AcceptDpaInput,
    @Ctx() ctx: Ctx,
  ): Promise<DpaAcceptance> {
    return toAcceptance(await acceptDpa(writingDpa(ctx), parse(acceptDpaInput, input)));
  }
}

/** The contract as the operator keeps it. */
@Resolver()
export class KeepDpaResolver {
  @Query(() => [DpaVersion], { description: 'The draft, if there is one, then what was published.' })
  async dpaVersions(@Ctx() ctx: Ctx): Promise<DpaVersion[]> {
    return (await readingDpa(ctx).versions()).map(toDpaVersion);
  }

  @Query(() => [DpaCustomer], { description: 'Every customer by name, with what it accepted last.' })
  async dpaCustomers(@Ctx() ctx: Ctx): Promise<DpaCustomer[]> {
    return (await readingDpa(ctx).customers()).map((each) => Object.assign(new DpaCustomer(), each));
  }

  @Mutation(() => DpaVersion, { description: 'Saves the one draft, or begins it.' })
  @Directive('@audit(action: "dpa_version.save", subject: "DpaVersion")')
  async saveDpaDraft(
    @Arg('input', () => SaveDpaDraftInput) input: SaveDpaDraftInput,
    @Ctx() ctx: Ctx,
  ): Promise<DpaVersion> {
    return toDpaVersion(await saveDpaDraft(writingDpa(ctx), parse(saveDpaDraftInput, input)));
  }

  @Mutation(() => DpaVersion, {
    description: 'Publishes the draft for good; the owners of every customer are told.',
  })
  @Directive('@audit(action: "dpa_version.publish", subject: "DpaVersion")')
  async publishDpa(
    @Arg('input', () => PublishDpaInput) input: PublishDpaInput,
    @Ctx() ctx: Ctx,
  ): Promise<DpaVersion> {
    return toDpaVersion(await publishDpa(writingDpa(ctx), parse(publishDpaInput, input)));
  }
}

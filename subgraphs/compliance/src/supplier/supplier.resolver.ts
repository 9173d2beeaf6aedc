import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import { notFound } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { parse } from '#runtime/graphql/parse.js';
import type { ComplianceServices } from '../services.js';
import {
  addCertificate,
  addNote,
  assessSupplier,
  reviewSupplier,
  withdrawCertificate,
} from './judge-supplier.js';
import { createSupplier, retireSupplier, updateSupplier } from './keep-supplier.js';
import { toPublicSupplier, toSupplier } from './supplier.presenter.js';
import * as inputs from './supplier-input.js';
import {
  AddSupplierCertificateInput,
  AddSupplierNoteInput,
  AssessSupplierInput,
  CreateSupplierInput,
  RetireSupplierInput,
  ReviewSupplierInput,
  UpdateSupplierInput,
  WithdrawSupplierCertificateInput,
} from './supplier.input.type.js';
import { readingRegister, writingRegister } from './supplier-register.js';
import { dayOf } from './supplier-standing.js';
import type { SupplierRecord } from './supplier.js';
import { ConfiguredAdapter, PublicSupplier, Supplier } from './supplier.type.js';

type Ctx = Context<ComplianceServices>;

const shown = async (ctx: Ctx, work: Promise<SupplierRecord>): Promise<Supplier> =>
  toSupplier(await work, dayOf(ctx.services.clock()));
/** Reading the register of suppliers. */
@Resolver(() => Supplier)
export class SupplierResolver {
  @Query(() => [Supplier], { description: 'The operator’s suppliers, at most 500.' })
  async suppliers(@Ctx() ctx: Ctx): Promise<Supplier[]> {
    const today = dayOf(ctx.services.clock());
    const found = (await readingRegister(ctx).all()).map((record) => toSupplier(record, today));
    return found.sort((one, other) => one.current.name.localeCompare(other.current.name, ctx.actor.locale));
  }

  @Query(() => Supplier, { nullable: true })
  async supplier(@Arg('id', () => ID) id: string, @Ctx() ctx: Ctx): Promise<Supplier | null> {
    const found = isId(id) ? await readingRegister(ctx).find(id) : null;
    if (!found) throw notFound('Supplier', id);
    return toSupplier(found, dayOf(ctx.services.clock()));
  }

  @Query(() => [ConfiguredAdapter], {
    description: 'The ways out that the last start found configured, and whether they are in use.',
  })
  async configuredAdapters(@Ctx() ctx: Ctx): Promise<ConfiguredAdapter[]> {
    const rows = await readingRegister(ctx).adapters();
    return rows.map((row) => Object.assign(new ConfiguredAdapter(), row));
  }

  @Query(() => [PublicSupplier], { description: 'The sub-processors, as everybody may know them.' })
  async publicSuppliers(@Ctx() ctx: Ctx): Promise<PublicSupplier[]> {
    const rows = await readingRegister(ctx).published();
    return rows.map((row) => toPublicSupplier(row, ctx.actor.locale));
  }
}

/** Keeping the register of suppliers. */
@Resolver(() => Supplier)
export class ChangeSupplierResolver {
  @Mutation(() => Supplier)
  @Directive('@audit(action: "supplier.create", subject: "Supplier")')
  createSupplier(
    @Arg('input', () => CreateSupplierInput) input: CreateSupplierInput,
    @Ctx() ctx: Ctx,
  ): Promise<Supplier> {
    return shown(ctx, createSupplier(writingRegister(ctx), parse(inputs.createSupplierInput, input)));
  }

  @Mutation(() => Supplier)
  @Directive('@audit(action: "supplier.update", subject: "Supplier")')
  updateSupplier(
    @Arg('input', () => UpdateSupplierInput) input: UpdateSupplierInput,
    @Ctx() ctx: Ctx,
  ): Promise<Supplier> {
    return shown(ctx, updateSupplier(writingRegister(ctx), parse(inputs.updateSupplierInput, input)));
  }

  @Mutation(() => Supplier)
  @Directive('@audit(action: "supplier.retire", subject: "Supplier")')
  retireSupplier(
    @Arg('input', () => RetireSupplierInput) input: RetireSupplierInput,
    @Ctx() ctx: Ctx,
  ): Promise<Supplier> {
    return shown(ctx, retireSupplier(writingRegister(ctx), parse(inputs.retireSupplierInput, input)));
  }

  @Mutation(() => Supplier)
  @Directive('@audit(action: "supplier.assess", subject: "Supplier")')
  assessSupplier(
    @Arg('input', () => AssessSupplierInput) input: AssessSupplierInput,
    @Ctx() ctx: Ctx,
  ): Promise<Supplier> {
    return shown(ctx, assessSupplier(writingRegister(ctx), parse(inputs.assessSupplierInput, input)));
  }

  @Mutation(() => Supplier)
  @Directive('@audit(action: "supplier.add_certificate", subject: "Supplier")')
  addSupplierCertificate(
    @Arg('input', () => AddSupplierCertificateInput) input: AddSupplierCertificateInput,
    @Ctx() ctx: Ctx,
  ): Promise<Supplier> {
    return shown(ctx, addCertificate(writingRegister(ctx), parse(inputs.addCertificateInput, input)));
  }

  @Mutation(() => Supplier)
  @Directive('@audit(action: "supplier.withdraw_certificate", subject: "Supplier")')
  withdrawSupplierCertificate(
    @Arg('input', () => WithdrawSupplierCertificateInput) input: WithdrawSupplierCertificateInput,
    @Ctx() ctx: Ctx,
  ): Promise<Supplier> {
    return shown(
      ctx,
      withdrawCertificate(writingRegister(ctx), parse(inputs.withdrawCertificateInput, input)),
    );
  }

  @Mutation(() => Supplier)
  @Directive('@audit(action: "supplier.review", subject: "Supplier")')
  reviewSupplier(
    @Arg('input', () => ReviewSupplierInput) input: ReviewSupplierInput,
    @Ctx() ctx: Ctx,
  ): Promise<Supplier> {
    return shown(ctx, reviewSupplier(writingRegister(ctx), parse(inputs.reviewSupplierInput, input)));
  }

  @Mutation(() => Supplier)
  @Directive('@audit(action: "supplier.add_note", subject: "Supplier")')
  addSupplierNote(
    @Arg('input', () => AddSupplierNoteInput) input: AddSupplierNoteInput,
    @Ctx() ctx: Ctx,
  ): Promise<Supplier> {
    return shown(ctx, addNote(writingRegister(ctx), parse(inputs.addNoteInput, input)));
  }
}

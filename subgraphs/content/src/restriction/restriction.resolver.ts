import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import { changeTools, type ChangeTools } from '../document/change-tools.js';
import { Document, toDocument } from '../document/document.type.js';
import { MoveDocumentInput } from '../document/document.input.type.js';
import { readDocuments } from '../document/read-documents.js';
import type { ContentServices } from '../services.js';
import { personStub, User } from '../stubs.js';
import { readCandidates, readMoveEffect, restrictionsOf } from './read-restrictions.js';
import { changeRestriction, liftRestriction, restrictDocument } from './restrict-document.js';
import { ChangeRestrictionInput, RestrictDocumentInput } from './restriction.input.type.js';
import { MoveEffect, Restriction, toMoveEffect, toRestriction } from './restriction.type.js';

type Ctx = Context<ContentServices>;

async function changed(ctx: Ctx, change: (tools: ChangeTools) => Promise<string>): Promise<Document> {
  const id = await change(changeTools(ctx));
  return toDocument(ctx.actor, await readDocuments(ctx).get(id));
}

/** A document, if it is there for the reader. */
async function documentIf(ctx: Ctx, id: string | null): Promise<Document | null> {
  const row = id === null ? null : await readDocuments(ctx).byId(id);
  return row && toDocument(ctx.actor, row);
}

/** Restrictions of documents, and their changes. */
@Resolver(() => Document)
export class DocumentRestrictionResolver {
  @FieldResolver(() => Restriction, { nullable: true, description: 'Its own restriction.' })
  async restriction(@Ctx() ctx: Ctx, @Root() { row }: Document): Promise<Restriction | null> {
    const own = (await restrictionsOf(ctx, row)).find(({ level }) => level === 0);
    return own ? toRestriction(ctx.actor, own) : null;
  }

  @FieldResolver(() => Restriction, {
    nullable: true,
    description: 'The nearest restriction that holds for it: its own, or one from above.',
  })
  async restrictedBy(@Ctx() ctx: Ctx, @Root() { row }: Document): Promise<Restriction | null> {
    const [nearest] = await restrictionsOf(ctx, row);
    return nearest ? toRestriction(ctx.actor, nearest) : null;
  }

  @Query(() => [User], {
    nullable: 'items',
    description: 'Whom a restriction of a document may name: who reads its Space.',
  })
  async restrictionCandidates(
    @Ctx() ctx: Ctx,
    @Arg('documentId', () => ID) documentId: string,
  ): Promise<User[]> {
    const ids = await readCandidates(ctx, documentId);
    return ids.map((id) => Object.assign(new User(), { id }));
  }

  @Query(() => MoveEffect, { description: 'What a move would change for the readers of a document.' })
  async moveEffect(
    @Ctx() ctx: Ctx,
    @Arg('input', () => MoveDocumentInput) input: MoveDocumentInput,
  ): Promise<MoveEffect> {
    return toMoveEffect(await readMoveEffect(ctx, input));
  }

  @Directive('@audit(action: "document.restrict", subject: "Document", alone: true)')
  @Mutation(() => Document, {
    description: 'Closes a document, with everything below it, to all but those named.',
  })
  restrictDocument(
    @Ctx() ctx: Ctx,
    @Arg('input', () => RestrictDocumentInput) input: RestrictDocumentInput,
  ): Promise<Document> {
    return changed(ctx, (tools) => restrictDocument(tools, input));
  }

  @Directive('@audit(action: "document.change_restriction", subject: "Document", alone: true)')
  @Mutation(() => Document, { description: 'Lets others in; who is not in the lists is shut out at once.' })
  changeRestriction(
    @Ctx() ctx: Ctx,
    @Arg('input', () => ChangeRestrictionInput) input: ChangeRestrictionInput,
  ): Promise<Document> {
    return changed(ctx, (tools) => changeRestriction(tools, input));
  }

  @Directive('@audit(action: "document.lift_restriction", subject: "Document", alone: true)')
  @Mutation(() => Document, { description: 'Opens a document again to everybody who reads its Space.' })
  liftRestriction(@Ctx() ctx: Ctx, @Arg('documentId', () => ID) documentId: string): Promise<Document> {
    return changed(ctx, (tools) => liftRestriction(tools, documentId));
  }
}

/** What a restriction refers to. */
@Resolver(() => Restriction)
export class RestrictionResolver {
  @FieldResolver(() => Document, {
    nullable: true,
    description: 'The document that was restricted; null when the reader sees no version of it.',
  })
  document(@Ctx() ctx: Ctx, @Root() { row }: Restriction): Promise<Document | null> {
    return documentIf(ctx, row.restrictedId);
  }

  @FieldResolver(() => User, { nullable: true })
  madeBy(@Root() { row }: Restriction): User | null {
    return personStub(row.madeBy);
  }
}

/** What the effect of a move refers to. */
@Resolver(() => MoveEffect)
export class MoveEffectResolver {
  @FieldResolver(() => Document, {
    nullable: true,
    description: 'The document whose restriction would newly hold for it.',
  })
  comesUnder(@Ctx() ctx: Ctx, @Root() { row }: MoveEffect): Promise<Document | null> {
    return documentIf(ctx, row.comesUnder);
  }

  @FieldResolver(() => Document, {
    nullable: true,
    description: 'The document whose restriction would no longer hold for it.',
  })
  leaves(@Ctx() ctx: Ctx, @Root() { row }: MoveEffect): Promise<Document | null> {
    return documentIf(ctx, row.leaves);
  }
}

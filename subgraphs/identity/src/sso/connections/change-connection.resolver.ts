import { Arg, Ctx, Directive, ID, Mutation, Resolver } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import { dependenciesOf, type IdentityContext } from '../../dependencies.js';
import {
  activateConnection,
  archiveConnection,
  createConnection,
  renameConnection,
  restoreConnection,
  switchOffConnection,
  type ConnectionTools,
} from './change-connection.js';
import {
  ActivateConnectionInput,
  CreateConnectionInput,
  RenameConnectionInput,
  RestoreConnectionInput,
} from './connection.input.js';
import { activateSchema, createSchema, renameSchema, restoreSchema } from './connection.schema.js';
import { Connection, toConnection } from './connection.type.js';

/** Making connections, switching them on and off, bringing earlier versions back. */
@Resolver(() => Connection)
export class ChangeConnectionResolver {
  @Mutation(() => Connection, { description: 'Makes a draft from a preset. Takes a fresh second factor.' })
  @Directive('@audit(action: "connection.create", subject: "Connection", alone: true)')
  async createConnection(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => CreateConnectionInput) input: CreateConnectionInput,
  ): Promise<Connection> {
    return toConnection(await createConnection(connectionTools(ctx), parse(createSchema, input)));
  }

  @Mutation(() => Connection, { description: 'Gives a connection another name.' })
  @Directive('@audit(action: "connection.rename", subject: "Connection", alone: true)')
  async renameConnection(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => RenameConnectionInput) input: RenameConnectionInput,
  ): Promise<Connection> {
    return toConnection(await renameConnection(connectionTools(ctx), parse(renameSchema, input)));
  }

  @Mutation(() => Connection, { description: 'Brings back an earlier version, as a new one.' })
  @Directive('@audit(action: "connection.restore", subject: "Connection", alone: true)')
  async restoreConnection(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => RestoreConnectionInput) input: RestoreConnectionInput,
  ): Promise<Connection> {
    return toConnection(await restoreConnection(connectionTools(ctx), parse(restoreSchema, input)));
  }

  @Mutation(() => Connection, {
    description: 'Puts the newest version in force; a test run must have succeeded with it.',
  })
  @Directive('@audit(action: "connection.activate", subject: "Connection", alone: true)')
  async activateConnection(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => ActivateConnectionInput) input: ActivateConnectionInput,
  ): Promise<Connection> {
    return toConnection(await activateConnection(connectionTools(ctx), parse(activateSchema, input)));
  }

  @Mutation(() => Connection, { description: 'Switches a connection off; sessions that came by it end.' })
  @Directive('@audit(action: "connection.switch_off", subject: "Connection", alone: true)')
  async switchOffConnection(
    @Ctx() ctx: IdentityContext,
    @Arg('connectionId', () => ID) id: string,
  ): Promise<Connection> {
    return toConnection(await switchOffConnection(connectionTools(ctx), id));
  }

  @Mutation(() => Connection, { description: 'Puts away a connection that is not switched on.' })
  @Directive('@audit(action: "connection.archive", subject: "Connection", alone: true)')
  async archiveConnection(
    @Ctx() ctx: IdentityContext,
    @Arg('connectionId', () => ID) id: string,
  ): Promise<Connection> {
    return toConnection(await archiveConnection(connectionTools(ctx), id));
  }
}

/** What the use cases need of a request. */
export function connectionTools(ctx: IdentityContext): ConnectionTools {
  return { change: ctx.change, connections: dependenciesOf(ctx).connections, keyring: ctx.services.keyring };
}

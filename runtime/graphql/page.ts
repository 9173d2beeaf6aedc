import { Directive, Field, ObjectType, type ClassType } from 'type-graphql';
import { invalidInput } from '../errors/catalogue.js';

/** Relay's PageInfo (GraphQL Cursor Connections Specification §PageInfo). */
@ObjectType({ description: 'Where a page of a list lies.' })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => Boolean) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true }) startCursor!: string | null;
  @Field(() => String, { nullable: true }) endCursor!: string | null;
}

/** A page of a list, as resolvers return it. */
export interface Page<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
}

/** The two GraphQL classes of a connection: `DocumentConnection` and `DocumentEdge` for name `Document`. */
export function connectionOf<Node extends object>(
  node: () => ClassType<Node>,
  name: string,
): { Connection: ClassType<Page<Node>>; Edge: ClassType<object> } {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => String) cursor!: string;
    @Field(() => node()) node!: Node;
  }
  @ObjectType(`${name}Connection`)
  class Connection {
    @Field(() => [Edge]) edges!: Edge[];
    @Field(() => PageInfo) pageInfo!: PageInfo;
  }
  return { Connection: Connection, Edge };
}

/** The longest page a client may ask for. */
export const MAXIMUM_PAGE = 100;

/** A checked request for a page: how many, and after which keyset position. */
export interface PageRequest {
  readonly first: number;
  /** The values of the keyset at which the previous page ended; `null` on the first page. */
  readonly after: readonly string[] | null;
}

/** Checks `first` (1 to 100, default 50) and the cursor (`keys` values); throws INVALID_INPUT. */
export function pageArgs(
  first: number | null | undefined,
  after: string | null | undefined,
  keys = 2,
): PageRequest {
  const count = first ?? 50;
  if (!Number.isInteger(count) || count < 1 || count > MAXIMUM_PAGE) {
    throw invalidInput(
      'first',
      `Bitte 1 bis ${MAXIMUM_PAGE} anfordern.`,
      `Please ask for 1 to ${MAXIMUM_PAGE}.`,
    );
  }
  return { first: count, after: after ? decodeCursor(after, keys) : null };
}

/** Encodes keyset values as an opaque cursor. */
export function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function decodeCursor(cursor: string, keys: number): readonly string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(values) &&
      values.length === keys &&
      values.every((value) => typeof value === 'string' && value.length <= 200)
    ) {
      return values as string[];
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalidInput(
    'after',
    'Diese Seitenmarke ist ungültig. Laden Sie die Liste neu.',
    'This cursor is not valid. Reload the list.',
  );
}

/**
 * Builds a page from `first + 1` fetched rows: the extra row only tells that there is more.
 */
export function toConnection<Row, Node>(
  rows: readonly Row[],
  request: PageRequest,
  cursorOf: (row: Row) => readonly string[],
  nodeOf: (row: Row) => Node,
): Page<Node> {
  const edges = rows
    .slice(0, request.first)
    .map((row) => ({ cursor: encodeCursor(cursorOf(row)), node: nodeOf(row) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > request.first,
      hasPreviousPage: request.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

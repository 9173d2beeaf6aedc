import type { GraphQLDataSource } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import { signPassport } from '#runtime/actor/passport.js';
import type { FederationContext, SessionEffect } from './request-context.js';
import type { SubgraphAnswer, Transport } from './transport.js';

type ProcessOptions = Parameters<GraphQLDataSource['process']>[0];
type Response = Awaited<ReturnType<GraphQLDataSource['process']>>;

interface SubgraphBody {
  data?: Record<string, unknown> | null;
  errors?: Response['errors'];
  extensions?: { kopexa?: { session?: SessionEffect } };
}

/** A fetch that took part in answering a request, for metrics. */
export type FetchObserver = (subgraph: string, seconds: number, ok: boolean) => void;

/**
 * The thin way from Apollo's executor to one subgraph: serialise, sign a passport over these very bytes, send,
 * parse. Nothing of the client's HTTP request goes along.
 *
 * A subgraph that does not answer, or not with GraphQL, is UNAVAILABLE: the reader is told what is missing, never why.
 */
export class SubgraphDataSource implements GraphQLDataSource {
  constructor(
    private readonly name: string,
    private readonly secret: Buffer,
    private readonly transport: Transport,
    private readonly observe: FetchObserver,
    private readonly complain: (problem: { subgraph: string; requestId: string; error: unknown }) => void,
  ) {}

  async process(options: ProcessOptions): Promise<Response> {
    const context = contextOf(options);
    const { query, variables } = options.request;
    const body = JSON.stringify({ query, variables });
    const passport = signPassport(
      { actor: context.actor, request: context.request },
      this.name,
      this.secret,
      body,
    );
    const began = performance.now();
    let ok = false;
    try {
      const answer = readAnswer(await this.transport.send(this.name, { passport, body }, context.signal));
      ok = true;
      context.effects.session = answer.extensions?.kopexa?.session ?? context.effects.session;
      return { data: answer.data ?? null, errors: answer.errors };
    } catch (error) {
      this.complain({ subgraph: this.name, requestId: context.request.requestId, error });
      throw unavailable(this.name, options);
    } finally {
      this.observe(this.name, (performance.now() - began) / 1000, ok);
    }
  }
}

function contextOf(options: ProcessOptions): FederationContext {
  return options.context as unknown as FederationContext;
}

function readAnswer({ status, body }: SubgraphAnswer): SubgraphBody {
  const parsed: unknown = typeof body === 'string' ? JSON.parse(body) : body;
  if (
    status !== 200 ||
    typeof parsed !== 'object' ||
    parsed === null ||
    !('data' in parsed || 'errors' in parsed)
  )
    throw new Error(`The subgraph answered ${status} without a GraphQL response.`);
  return parsed as SubgraphBody;
}

function unavailable(subgraph: string, options: ProcessOptions): GraphQLError {
  const where = 'pathInIncomingRequest' in options ? options.pathInIncomingRequest : undefined;
  const path = where?.filter((part): part is string => part !== '@');
  return new GraphQLError('UNAVAILABLE', {
    ...(path?.length ? { path } : {}),
    extensions: { code: 'UNAVAILABLE', subgraph },
  });
}

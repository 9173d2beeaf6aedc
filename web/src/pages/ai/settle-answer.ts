import type { Client } from 'urql';
import { failureOf, isSignedOut } from '../../client/failure.ts';
import { AiSourceDocument, AiStatusDocument } from '../../gql/graphql.ts';
import type { AiState } from './ai-state.ts';

/** Asks the server, past the cache; answers with the code of a refusal, or null. */
export interface Reasks {
  organization(): Promise<string | null>;
  document(id: string): Promise<string | null>;
}

/** Questions to the server that tell whether one may still see what an answer rests on. */
export function reasks(client: Client): Reasks {
  const fresh = { requestPolicy: 'network-only' } as const;
  return {
    organization: async () =>
      failureOf((await client.query(AiStatusDocument, {}, fresh).toPromise()).error)?.code ?? null,
    document: async (id) =>
      failureOf((await client.query(AiSourceDocument, { id }, fresh).toPromise()).error)?.code ?? null,
  };
}

/**
 * Why an answer ended that nobody ended: the session, a right, or only the connection. What rests on a document that
 * one may no longer read goes from the page.
 */
export async function settled(server: Reasks, state: AiState): Promise<AiState> {
  if (state.phase === 'failed' && isSignedOut(state.failure?.code)) return { ...state, phase: 'expired' };
  return state.phase === 'broken' ? checked(server, state) : state;
}

/** An answer as it may still be shown: one that was kept may rest on what one may no longer read. */
export async function checked(server: Reasks, state: AiState): Promise<AiState> {
  const ids = [...new Set(state.sources.map(({ documentId }) => documentId))];
  const codes = await Promise.all([server.organization(), ...ids.map((id) => server.document(id))]);
  if (codes.some((code) => isSignedOut(code))) return { ...state, phase: 'expired' };
  if (codes.some((code) => code === 'NOT_FOUND' || code === 'FORBIDDEN'))
    return { ...state, phase: 'withdrawn', text: '', sources: [], citations: [] };
  return state;
}

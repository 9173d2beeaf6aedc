import type { Client } from 'urql';
import { OwnedDraftsDocument } from '../../gql/graphql.ts';
import { placeOfDocument } from '../document/document-place.ts';

/** Place of the newest policy that the person owns and that has an unpublished draft; null without one. */
export async function findOwnDraft(client: Client, slug: string): Promise<string | null> {
  const answer = await client.query(OwnedDraftsDocument, {}).toPromise();
  const own = answer.data?.ownedDrafts ?? [];
  const best = own.find((document) => document.state === 'PUBLISHED') ?? own[0];
  return best ? placeOfDocument(slug, best) : null;
}

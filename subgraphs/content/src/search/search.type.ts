import { Field, Float, ObjectType } from 'type-graphql';
import type { Actor } from '#runtime/actor/actor.js';
import { connectionOf } from '#runtime/graphql/page.js';
import { Document, toDocument } from '../document/document.type.js';
import { DiffPart } from '../version/version.type.js';
import type { Hit } from './search-documents.js';

/** A document that was found. */
@ObjectType({ description: 'A document that was found, with the place in its text.' })
export class SearchHit {
  @Field(() => Document) document!: Document;
  @Field(() => [DiffPart], {
    description: 'Plain text around the match; ADDED parts are what was searched for.',
  })
  snippet!: readonly DiffPart[];
  @Field(() => Float) rank!: number;
}

const connection = connectionOf(() => SearchHit, 'Search');
/** A page of what was found. */
export const SearchConnection = connection.Connection;

/** A hit in the form of its GraphQL type. */
export const toSearchHit = (actor: Actor, { document, snippet, rank }: Hit): SearchHit =>
  Object.assign(new SearchHit(), { document: toDocument(actor, document), snippet, rank });

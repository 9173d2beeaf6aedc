import type { Person, TestOrganization } from '#runtime/testing/world.js';
import type { Scenario } from '#tests/kit/scenario.js';
import type { Rights } from './rights.js';

/** Somebody who asks, with what they are to see: the oracle knows it from here, never from the product. */
export interface Asker {
  readonly name: string;
  readonly person: Person | null;
  /** Where they act. */
  readonly organization: TestOrganization;
  /** Whether they belong to it now. */
  readonly belongs: boolean;
  /** What the rows say that they hold. */
  readonly rights: Rights;
  /** Spaces whose published documents they read. */
  readonly reads: readonly string[];
  /** Spaces whose drafts they read, too. */
  readonly drafts: readonly string[];
  /** Documents in those Spaces that restrictions keep from them. */
  readonly closed: ReadonlySet<string>;
  /** A session that has given a password only. */
  readonly half?: boolean;
  /** Of a service account, instead of a session; `person` is its owner. */
  readonly token?: string;
}

/** The Spaces of one Organization of the population. */
export interface Places {
  readonly scenario: Scenario;
  /** Ada's, Max's, and one of Gus alone. */
  readonly spaces: readonly [string, string, string];
}

/** Somebody before their rights are worked out. */
export type Somebody = Pick<Asker, 'name' | 'person' | 'organization' | 'belongs' | 'half' | 'token'>;

import type { Bilingual } from '#schema/permissions.js';

/** A role in an Organization, without its prefix. */
export type OrganizationRole = 'owner' | 'admin' | 'member' | 'guest';
/** A role in a Space, without its prefix. */
export type SpaceRole = 'manager' | 'editor' | 'commenter' | 'viewer' | 'auditor';

/** A person of the demo. */
export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  /** What they do, as the cards show it. */
  readonly job: Bilingual;
  readonly locale: 'de' | 'en';
}

/** A version of a demo document; the number is its place in the list. */
export interface DemoVersion {
  /** Mail address of the author. */
  readonly author: string;
  readonly daysAgo: number;
  readonly title?: string;
  readonly text: string;
  /** Published on that day, by its author unless somebody else is named. */
  readonly published?: { readonly daysAgo: number; readonly by?: string };
}

/** A document of the demo with its history, oldest version first. */
export interface DemoDocument {
  readonly title: string;
  readonly language: 'de' | 'en';
  readonly classification: 'public' | 'internal' | 'confidential' | 'strictly_confidential';
  readonly owner: string;
  readonly reviewInDays?: number;
  readonly versions: readonly DemoVersion[];
  readonly children?: readonly DemoDocument[];
  /** Put away, or thrown away, so many days ago. */
  readonly archivedDaysAgo?: number;
  readonly trashedDaysAgo?: number;
}

/** A Space of the demo. */
export interface DemoSpace {
  readonly name: string;
  readonly description: string;
  /** Mail address → role. */
  readonly grants: Readonly<Record<string, SpaceRole>>;
  readonly documents: readonly DemoDocument[];
}

/** People who are given access together. */
export interface DemoGroup {
  readonly name: string;
  readonly description: string;
  /** Mail address → in how many days their time in the group ends; `null` for good. */
  readonly people: Readonly<Record<string, number | null>>;
  /** Space → role. */
  readonly grants: Readonly<Record<string, SpaceRole>>;
  /** Groups that lie in this one: made before it. */
  readonly holds?: readonly string[];
}

/** Somebody who asks for access and waits. */
export interface DemoRequest {
  readonly by: string;
  readonly space: string;
  readonly document: string;
  readonly message: string;
  readonly daysAgo: number;
}

/** An Organization of the demo. */
export interface DemoOrganization {
  readonly slug: string;
  readonly name: string;
  readonly plan: 'standard' | 'business' | 'enterprise';
  readonly isOperator: boolean;
  /** Mail address → role; the first is who founded it. */
  readonly members: Readonly<Record<string, OrganizationRole>>;
  readonly spaces: readonly DemoSpace[];
  readonly requests: readonly DemoRequest[];
  readonly groups?: readonly DemoGroup[];
}

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { histories, play } from './play.js';
import { openStage, type Stage } from './stage.js';

/** One defence taken out, what then happens, and what the histories say of it. */
interface Case {
  /** A function of the product, and what is put in place of a part of it; or two statements. */
  readonly take:
    | { readonly of: string; readonly part: string; readonly instead: string }
    | { readonly out: string; readonly back: string };
  readonly acts: readonly string[];
  readonly says: RegExp;
}

const RIGHTLESS = /Done without the right/;
const OTHERWISE = /The model says otherwise/;

const CASES: Readonly<Record<string, Case>> = {
  'nobody grants more than they hold': {
    take: {
      of: 'tenancy.may_grant_as',
      part: 'tenancy.role_permissions(org, role_name) <@ held',
      instead: 'true',
    },
    // Whoever is in charge of an archived Space does not write there, so gives nobody the right to.
    acts: ['archive', 'grant'],
    says: RIGHTLESS,
  },
  'nobody grants who may not share': {
    take: { of: 'tenancy.may_grant_as', part: "'space.share' = ANY(held)", instead: 'true' },
    acts: ['grant'],
    says: RIGHTLESS,
  },
  'nobody invites above what they hold': {
    take: {
      of: 'tenancy.may_give_as',
      part: 'IF wanted IS NULL OR held IS NULL OR NOT wanted <@ held THEN RETURN false; END IF;',
      instead: 'IF wanted IS NOT NULL THEN RETURN true; END IF;',
    },
    acts: ['invite', 'changeRole'],
    says: RIGHTLESS,
  },
  'nobody fills a group that gives more than they hold': {
    take: { of: 'tenancy.may_fill_group', part: 'NOT EXISTS', instead: 'true OR NOT EXISTS' },
    acts: ['createGroup', 'grant', 'addToGroup', 'nest'],
    says: RIGHTLESS,
  },
  'the last owner stays': {
    take: {
      out: 'ALTER TABLE tenancy.membership DISABLE TRIGGER keep_last_owner',
      back: 'ALTER TABLE tenancy.membership ENABLE TRIGGER keep_last_owner',
    },
    acts: ['leave', 'changeRole', 'remove', 'grant'],
    says: /owner/,
  },
  'every Space keeps somebody in charge': {
    take: {
      of: 'tenancy.keep_a_manager',
      part: 'IF NOT tenancy.has_lasting_manager(org, space)',
      instead: 'IF false',
    },
    acts: ['revoke', 'grant'],
    says: /nobody in charge/,
  },
  'a membership that has ended holds nothing': {
    take: { of: 'tenancy.space_permissions_of', part: 'm.valid_to > clock_timestamp()', instead: 'true' },
    acts: ['runOut', 'remove', 'grant'],
    says: OTHERWISE,
  },
  'a grant that has ended holds nothing': {
    take: { of: 'tenancy.space_permissions_of', part: 'g.valid_to > clock_timestamp()', instead: 'true' },
    acts: ['revoke', 'grantEnds', 'grant'],
    says: OTHERWISE,
  },
  'a place in a group that has ended gives nothing': {
    take: { of: 'tenancy.groups_of', part: 'gm.valid_to > clock_timestamp()', instead: 'true' },
    acts: ['createGroup', 'grant', 'addToGroup', 'takeOut'],
    says: OTHERWISE,
  },
  'a nesting that has ended gives nothing': {
    take: { of: 'tenancy.groups_of', part: 'n.valid_to > clock_timestamp()', instead: 'true' },
    acts: ['createGroup', 'grant', 'addToGroup', 'nest', 'unnest'],
    says: OTHERWISE,
  },
  'an archived group gives nothing': {
    take: { of: 'tenancy.groups_of', part: 'g.archived_at IS NULL', instead: 'true' },
    acts: ['createGroup', 'grant', 'addToGroup', 'archiveGroup'],
    says: OTHERWISE,
  },
  'a role holds what its newest version says': {
    take: { of: 'tenancy.space_permissions_of', part: "v.valid_to = 'infinity'", instead: 'v.number = 1' },
    acts: ['createRole', 'grant', 'changeContents'],
    says: OTHERWISE,
  },
  'deleting a Space ends its grants': {
    take: {
      of: 'tenancy.delete_space',
      part: 'SET valid_to = moment, ended_by',
      instead: 'SET valid_to = g.valid_to, ended_by',
    },
    acts: ['deleteSpace', 'createSpace'],
    says: /left grants behind/,
  },
  'an auditor changes nothing': {
    take: {
      of: 'tenancy.space_permissions_of',
      part: "m.role_key <> 'organization.auditor'",
      instead: 'true',
    },
    acts: ['changeRole', 'grant'],
    says: OTHERWISE,
  },
  'support ends with the right to give it': {
    take: { of: 'tenancy.org_permissions_of', part: 'OR tenancy.is_supporter(account)', instead: 'OR true' },
    acts: ['openSupport', 'enterSupport', 'appoint'],
    says: OTHERWISE,
  },
  'support ends when it is ended': {
    take: {
      of: 'tenancy.end_support_access',
      part: 'SET valid_to = greatest(moment, m.valid_from)',
      instead: 'SET valid_to = m.valid_to',
    },
    acts: ['openSupport', 'enterSupport', 'endSupport'],
    says: OTHERWISE,
  },
  'support is never given by hand': {
    take: { of: 'tenancy.is_support', part: "m.role_key = 'organization.support'", instead: 'false' },
    acts: ['openSupport', 'enterSupport', 'createGroup', 'addToGroup'],
    says: RIGHTLESS,
  },
  'a moved document takes the rights of its new Space': {
    take: {
      out: `CREATE POLICY left_open ON content.document FOR SELECT TO kopexa_content USING (created_by IS NOT NULL)`,
      back: 'DROP POLICY left_open ON content.document',
    },
    acts: ['move'],
    says: OTHERWISE,
  },
  'a restricted document is closed to all others': {
    take: { of: 'content.closed_to', part: 'd.space_id = ANY(places)', instead: 'false' },
    acts: ['restrict', 'grant'],
    says: OTHERWISE,
  },
};

/** The histories find what they look for: each property fails once its defence is taken out. */
describe('without its defence', { timeout: 60_000 }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  /** Takes a defence out; returns the statement that brings it back. */
  async function takeOut(take: Case['take']): Promise<string> {
    if ('out' in take) {
      await stage.sql(take.out);
      return take.back;
    }
    const [row] = await stage.sql<{ text: string }>('SELECT pg_get_functiondef($1::regproc) AS text', [
      take.of,
    ]);
    const weakened = row!.text.split(take.part).join(take.instead);
    expect(weakened, 'the part is there').not.toBe(row!.text);
    await stage.sql(weakened);
    return row!.text;
  }

  test.each(Object.entries(CASES))('“%s” is seen to break', async (_, { take, acts, says }) => {
    const back = await takeOut(take);
    try {
      const result = await fc.check(
        fc.asyncProperty(histories(30, acts), (history) => play(stage, history)),
        { numRuns: 40, seed: 20_261_123, endOnFailure: true },
      );
      expect(result.failed).toBe(true);
      expect(String((result.errorInstance as Error | undefined)?.message)).toMatch(says);
    } finally {
      await stage.sql(back);
    }
  });
});

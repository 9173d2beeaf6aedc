import { newId } from '#runtime/graphql/ids.js';
import { daysBefore, insert, type Run } from './insert.js';
import type { DemoOrganization, DemoSpace } from './model.js';
import type { Accounts } from './seed-accounts.js';
import { seedGroups } from './seed-groups.js';
import { seedDocuments, type SeededDocument } from './seed-documents.js';

interface Tools {
  readonly run: Run;
  readonly now: Date;
  readonly accounts: Accounts;
}

/** Writes an Organization with its people, groups, Spaces, documents and waiting requests, and the entry that says so; returns its id. */
export async function seedOrganization(tools: Tools, organization: DemoOrganization): Promise<string> {
  const { run, now, accounts } = tools;
  const founded = daysBefore(now, 190);
  const org_id = newId(founded.getTime());
  const { slug, name, plan, isOperator } = organization;
  await insert(run, 'tenancy.organization', {
    ...{ org_id, slug, name, plan, is_operator: isOperator },
    ...{ created_at: founded, updated_at: founded },
  });
  const founder = accounts(Object.keys(organization.members)[0] ?? '');
  for (const [email, role] of Object.entries(organization.members)) {
    const account_id = accounts(email);
    await insert(run, 'tenancy.membership', {
      ...{ membership_id: newId(founded.getTime()), org_id, account_id, role_key: `organization.${role}` },
      ...{ granted_by: account_id === founder ? null : founder, valid_from: founded, joined_at: founded },
    });
  }
  const spaces = new Map<string, string>();
  for (const [index, space] of organization.spaces.entries()) {
    const spaceId = newId(founded.getTime() + index);
    spaces.set(space.name, spaceId);
    await seedSpace(tools, { orgId: org_id, spaceId, founded, founder }, space);
    const documents = await seedDocuments(tools, { orgId: org_id, spaceId }, space.documents);
    await seedRequests(tools, { orgId: org_id, spaceId, documents }, organization, space);
  }
  await seedGroups(tools, { orgId: org_id, founder, spaces }, organization);
  await seedEntry(tools, org_id);
  return org_id;
}

async function seedSpace(
  { run, accounts }: Tools,
  place: {
    readonly orgId: string;
    readonly spaceId: string;
    readonly founded: Date;
    readonly founder: string;
  },
  { name, description, grants }: DemoSpace,
): Promise<void> {
  const { orgId: org_id, spaceId: space_id, founded, founder } = place;
  await insert(run, 'tenancy.space', {
    ...{ space_id, org_id, name, description, created_by: founder, created_at: founded, updated_at: founded },
  });
  for (const [email, role] of Object.entries(grants)) {
    await insert(run, 'tenancy.space_grant', {
      ...{ grant_id: newId(founded.getTime()), org_id, space_id, principal_kind: 'user' },
      ...{
        principal_id: accounts(email),
        role_key: `space.${role}`,
        granted_by: founder,
        valid_from: founded,
      },
    });
  }
}

async function seedRequests(
  { run, now, accounts }: Tools,
  place: { readonly orgId: string; readonly spaceId: string; readonly documents: readonly SeededDocument[] },
  { requests }: DemoOrganization,
  space: DemoSpace,
): Promise<void> {
  for (const request of requests.filter((each) => each.space === space.name)) {
    const created_at = daysBefore(now, request.daysAgo);
    await insert(run, 'tenancy.access_request', {
      ...{ request_id: newId(created_at.getTime()), org_id: place.orgId, space_id: place.spaceId },
      document_id: place.documents.find(({ title }) => title === request.document)?.id ?? null,
      ...{ requested_by: accounts(request.by), message: request.message, created_at },
    });
  }
}

/** The trail says only what happened: a job made all this, now. */
async function seedEntry({ run }: Tools, org_id: string): Promise<void> {
  await insert(run, 'compliance.audit_entry', {
    ...{ entry_id: newId(), org_id, actor_kind: 'job', action: 'platform.demo_seeded', outcome: 'ok' },
    ...{ subject_type: 'Organization', subject_id: org_id, request_id: newId(), operation: 'seedDemo' },
  });
}

import { randomBytes } from 'node:crypto';
import { newId } from '#runtime/graphql/ids.js';
import type { Person } from '#runtime/testing/world.js';
import { draftDpa, newSupplier } from '#tests/kit/operator.js';
import { must, paragraph, type Scenario } from '#tests/kit/scenario.js';
import { makeService } from '#tests/kit/service.js';
import { uploaderOf } from '#tests/kit/uploads.js';

/** Ids by what they are ids of; the names are those of arguments and input fields. */
export type Ids = Readonly<Record<(typeof KINDS)[number], string>>;

/** Every kind of thing that has an id of its own. */
export const KINDS = [
  ...['organizationId', 'spaceId', 'documentId', 'publishedDocumentId', 'versionId', 'publishedVersionId'],
  ...['userId', 'memberId', 'grantId', 'invitationId', 'requestId', 'sessionId', 'entryId', 'exportId'],
  ...['supplierId', 'certificateId', 'fileId', 'attachmentId', 'serviceAccountId', 'secretId'],
] as const;

/** What somebody has that nobody else may learn of. */
export interface Treasure {
  readonly ids: Ids;
  /** Unique texts, one in each thing. Whoever gets to see one has broken in. */
  readonly canaries: Readonly<Record<string, string>>;
}

/** A text that occurs nowhere else; it is a word, so search finds it. */
const canary = (what: string): string =>
  `kanarie${what}${randomBytes(5).toString('hex').replace(/\d/g, 'x')}`;

/** Ids that nobody has. */
export const missingIds = (): Ids => Object.fromEntries(KINDS.map((kind) => [kind, newId()])) as Ids;

/** Fills Ada's Space and Organization with one of everything, through the product itself. */
export async function buryTreasure(scenario: Scenario): Promise<Treasure> {
  const { world, acme, ada } = scenario;
  const content = world.as(ada, acme).at('content');
  const tenancy = world.as(ada, acme).at('tenancy');
  const compliance = world.as(ada, acme).at('compliance');
  const canaries: Record<string, string> = {};
  const text = (what: string): string => (canaries[what] = canary(what));

  const space = await must<{ id: string }>(
    tenancy.run('mutation($input: CreateSpaceInput!) { createSpace(input: $input) { id } }', {
      input: { name: text('spacename'), description: text('spacetext') },
    }),
  );
  const draft = await scenario.document(text('drafttitle'), text('draftbody'), space.id);
  const published = await scenario.publish(
    await scenario.document(text('pubtitle'), text('pubbody'), space.id),
  );
  await must(
    content.run('mutation($input: SaveDraftInput!) { saveDraft(input: $input) { id } }', {
      input: {
        documentId: published.id,
        expectedRevision: published.revision,
        title: text('newtitle'),
        body: paragraph(text('newbody')),
      },
    }),
  );
  const invitationMail = `${text('invitation')}@example.com`;
  const { invitationId } = await scenario.invite(invitationMail);
  const asker = await askForAccess(scenario, space.id, text('request'));
  await must(
    tenancy.run('mutation($input: UpdateSettingInput!) { updateSetting(input: $input) { version } }', {
      input: { key: 'invitations.valid_days', value: '9', reason: text('reason'), expectedVersion: 0 },
    }),
  );
  const exported = await must<{ id: string }>(compliance.run('mutation { exportAuditTrail { id } }'));
  const files = uploaderOf(world, ada, acme);
  const bytes = (what: string): Buffer => Buffer.from(text(what));
  const file = { spaceId: space.id, name: `${text('filename')}.txt` };
  const attachment = { documentId: draft.id, name: `${text('attachmentname')}.txt` };
  const fileId = await files.whole(file, bytes('filebody'));
  const attachmentId = await files.whole(attachment, bytes('attachmentbody'));
  const supplier = await newSupplier(world, { name: text('supplier'), isSubprocessor: false });
  await draftDpa(world, { textDe: text('dpadraft') });
  const tool = await makeService(world, ada, acme, {
    name: text('toolname'),
    spaces: [{ spaceId: space.id, role: 'space.viewer' }],
  });
  const one = async (sql: string, ...params: unknown[]): Promise<string> =>
    (await world.sql<{ id: string }>(sql, params))[0]!.id;
  const version =
    'SELECT version_id AS id FROM content.document_version WHERE document_id = $1 ORDER BY number LIMIT 1';
  return {
    canaries,
    ids: {
      organizationId: acme.id,
      spaceId: space.id,
      documentId: draft.id,
      publishedDocumentId: published.id,
      versionId: await one(version, draft.id),
      publishedVersionId: await one(version, published.id),
      userId: asker.id,
      memberId: await one('SELECT member_id AS id FROM tenancy.membership WHERE account_id = $1', asker.id),
      grantId: await one('SELECT grant_id AS id FROM tenancy.space_grant WHERE space_id = $1', space.id),
      invitationId,
      requestId: await one(
        'SELECT request_id AS id FROM tenancy.access_request WHERE space_id = $1',
        space.id,
      ),
      sessionId: await scenario.sessionOf(ada),
      entryId: await one(
        'SELECT entry_id AS id FROM compliance.audit_entry WHERE space_id = $1 LIMIT 1',
        space.id,
      ),
      exportId: exported.id,
      serviceAccountId: tool.id,
      secretId: await one(
        'SELECT secret_id AS id FROM identity.service_secret WHERE service_account_id = $1',
        tool.id,
      ),
      supplierId: supplier.id,
      certificateId: supplier.certificateId,
      ...{ fileId, attachmentId },
    },
  };
}

/** What the intruder has: valid ids to put into the other places of an operation. */
export async function belongingsOf(scenario: Scenario, intruder: Person): Promise<Ids> {
  const { world, eve, rival, acme, openSpaceId } = scenario;
  const organization = intruder === eve ? rival : acme;
  const spaces = await world.sql<{ id: string }>(
    "SELECT space_id AS id FROM tenancy.space_grant WHERE org_id = $1 AND principal_id = $2 AND valid_to = 'infinity'",
    [organization.id, intruder.id],
  );
  const spaceId = spaces[0]?.id ?? openSpaceId;
  const document = await must<{ id: string; draft: { id: string } }>(
    world
      .as(intruder, organization)
      .at('content')
      .run('mutation($input: CreateDocumentInput!) { createDocument(input: $input) { id draft { id } } }', {
        input: { spaceId, title: 'Eigenes', body: paragraph('Eigener Text') },
      }),
  );
  const [member] = await world.sql<{ id: string }>(
    'SELECT member_id AS id FROM tenancy.membership WHERE org_id = $1 AND account_id = $2',
    [organization.id, intruder.id],
  );
  return {
    ...missingIds(),
    organizationId: organization.id,
    spaceId,
    documentId: document.id,
    fileId: await uploaderOf(world, intruder, organization).whole(
      { spaceId, name: 'Eigenes.txt' },
      Buffer.from('Eigenes'),
    ),
    versionId: document.draft.id,
    userId: intruder.id,
    memberId: member!.id,
  };
}

async function askForAccess({ world, acme }: Scenario, spaceId: string, message: string): Promise<Person> {
  const asker = await world.person(`Asta ${message}`);
  await world.join(asker, acme, 'member');
  const REQUEST = 'mutation($input: RequestAccessInput!) { requestAccess(input: $input) }';
  await must(world.as(asker, acme).at('tenancy').run(REQUEST, { input: { spaceId, message } }));
  return asker;
}

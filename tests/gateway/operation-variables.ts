import { must, type Scenario } from '#tests/kit/scenario.js';

/** Rows of one's own that queries are asked about. */
export interface Ids {
  groupId: string;
  roleId: string;
  memberId: string;
  documentId: string;
  spaceId: string;
  entryId: string;
  fileId: string;
  samlId: string;
  oidcId: string;
  domainId: string;
}

/** Values for the variables of the client's queries; `id` means what the operation is about. */
export function variablesFor(
  operation: { readonly name: string; readonly document: string },
  ids: Ids,
): Record<string, unknown> {
  const { name, document } = operation;
  const id = /^Space|Grants$/.test(name)
    ? ids.spaceId
    : /^Group/.test(name)
      ? ids.groupId
      : /^Role/.test(name)
        ? ids.roleId
        : name === 'ConnectionPage'
          ? ids.oidcId
          : name === 'DomainCheck'
            ? ids.domainId
            : name === 'AuditEntry'
              ? ids.entryId
              : /File/.test(name)
                ? ids.fileId
                : ids.documentId;
  const all: Record<string, unknown> = {
    ...ids,
    id,
    ids: [ids.fileId],
    connectionId: ids.oidcId,
    issuer: 'https://idp.example.com',
    first: 50,
    query: 'kanarienvogel',
    email: 'somebody@example.com',
    slug: 'nowhere',
    token: 'x'.repeat(43),
    filter: {},
    search: null,
    after: null,
    number: null,
    ...(name === 'AiUsage' ? { from: '2026-11-01', to: '2026-11-30' } : { from: 1, to: 1 }),
    sort: 'NAME',
    descending: false,
    includeEnded: true,
    permission: 'SPACE_READ',
    withGroups: true,
    includeArchived: true,
    checkIds: ['access.roles'],
    memberIds: [ids.memberId],
    changes: [{ key: 'policy.factors', value: 'passkeys' }],
    permissions: ['SPACE_READ'],
    input:
      name === 'InvitationPreview'
        ? { text: 'wer@example.com' }
        : name === 'SamlReading'
          ? { connectionId: ids.samlId, xml: '<nothing/>' }
          : name === 'MoveEffect'
            ? { documentId: ids.documentId }
            : { kind: 'ANSWER', question: 'kanarienvogel' },
    // A place is a Space or a document, not both.
    ...(/^(ExplainAccess|WhoCanAccess)/.test(name) ? { documentId: null } : {}),
  };
  const declared = document.match(/\$\w+(?=:)/g) ?? [];
  return Object.fromEntries(declared.map((variable) => [variable.slice(1), all[variable.slice(1)]]));
}
/** A group and a role of the Organization's own, and a member of it. */
export async function groupRoleAndMember(
  scenario: Scenario,
): Promise<Pick<Ids, 'groupId' | 'roleId' | 'memberId'>> {
  const { world, acme, ada, max } = scenario;
  const as = world.as(ada, acme).at('tenancy');
  const group = await must<{ id: string }>(
    as.run('mutation($input: CreateGroupInput!) { createGroup(input: $input) { id } }', {
      input: { name: 'Kanarienvogelgruppe' },
    }),
  );
  const role = await must<{ id: string }>(
    as.run('mutation($input: CreateRoleInput!) { createRole(input: $input) { id } }', {
      input: {
        ...{ name: 'Kanarienvogelrolle', description: '', reason: 'Probe' },
        ...{ scope: 'SPACE', permissions: ['SPACE_READ'] },
      },
    }),
  );
  const [member] = await world.sql<{ id: string }>(
    'SELECT member_id AS id FROM tenancy.membership WHERE org_id = $1 AND account_id = $2',
    [acme.id, max.id],
  );
  return { groupId: group.id, roleId: role.id, memberId: member!.id };
}

/** A draft of each protocol that is read from outside, and a domain of the Organization. */
export async function connectionsAndDomain(
  scenario: Scenario,
): Promise<Pick<Ids, 'samlId' | 'oidcId' | 'domainId'>> {
  const as = scenario.world.as(scenario.ada, scenario.acme).at('identity');
  const add = async (field: string, type: string, input: object): Promise<string> => {
    const document = `mutation($input: ${type}!) { ${field}(input: $input) { id } }`;
    return (await must<{ id: string }>(as.run(document, { input }))).id;
  };
  const draft = (preset: string): Promise<string> =>
    add('createConnection', 'CreateConnectionInput', { preset, name: `Kanarienvogel ${preset}` });
  return {
    samlId: await draft('saml'),
    oidcId: await draft('oidc'),
    domainId: await add('addDomain', 'AddDomainInput', { domain: 'kanarienvogel.de' }),
  };
}

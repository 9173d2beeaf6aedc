import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#runtime/testing/world.js';
import { createScenario, must, paragraph, type MadeDocument, type Scenario } from '#tests/kit/scenario.js';

const ENTRIES = `query($filter: AuditFilter) { auditEntries(first: 100, filter: $filter) {
  edges { node { action sentence details { label before after } } } } }`;
const SAVE = 'mutation($input: SaveDraftInput!) { saveDraft(input: $input) { id revision } }';
const RENAME = `mutation($id: ID!, $title: String!, $revision: Int!) {
  renameDocument(documentId: $id, title: $title, expectedRevision: $revision) { id } }`;
const DETAILS =
  'mutation($input: UpdateDocumentDetailsInput!) { updateDocumentDetails(input: $input) { id } }';
const RESTORE_VERSION = 'mutation($input: RestoreVersionInput!) { restoreVersion(input: $input) { id } }';
const MOVE = 'mutation($input: MoveDocumentInput!) { moveDocument(input: $input) { id } }';
const INVITE =
  'mutation($input: InviteMembersInput!) { inviteMembers(input: $input) { invitations { id } } }';
const GRANT = 'mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) { id } }';
const REVOKE = 'mutation($id: ID!) { revokeSpaceAccess(grantId: $id) }';
const ROLE = 'mutation($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { role { id } } }';
const REMOVE = 'mutation($id: ID!) { removeMember(memberId: $id) }';
const REQUEST = 'mutation($input: RequestAccessInput!) { requestAccess(input: $input) }';
const DECIDE = 'mutation($input: DecideAccessRequestInput!) { decideAccessRequest(input: $input) { state } }';
const SET = 'mutation($input: UpdateSettingInput!) { updateSetting(input: $input) { version } }';
const RESTORE = 'mutation($input: RestoreSettingInput!) { restoreSetting(input: $input) { version } }';
const UPDATE_SPACE = 'mutation($input: UpdateSpaceInput!) { updateSpace(input: $input) { id } }';
const RENAME_ORGANIZATION =
  'mutation($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { id } }';

interface Node {
  readonly action: string;
  readonly sentence: string;
  readonly details: readonly { label: string; before: string | null; after: string | null }[];
}

describe('the sentences of what people did', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario();
  });
  afterAll(() => scenario.world.close());

  const content = <Value>(document: string, variables: Record<string, unknown>): Promise<Value> =>
    must(scenario.world.as(scenario.ada, scenario.acme).at('content').run(document, variables));
  const tenancy = <Value>(
    document: string,
    variables: Record<string, unknown>,
    person: Person = scenario.ada,
  ): Promise<Value> => must(scenario.world.as(person, scenario.acme).at('tenancy').run(document, variables));
  const onDocument = (field: string, id: string): Promise<unknown> =>
    content(`mutation($id: ID!) { ${field}(documentId: $id) { id } }`, { id });

  /** The newest entries of an action, newest first. */
  async function told(actions: string[], locale: 'de' | 'en', person = scenario.ada): Promise<Node[]> {
    const { edges } = await must<{ edges: { node: Node }[] }>(
      scenario.world
        .as(person, scenario.acme, { locale })
        .at('compliance')
        .run(ENTRIES, { filter: { actions } }),
    );
    return edges.map(({ node }) => node);
  }
  async function sentences(...actions: string[]): Promise<string[][]> {
    const both = [await told(actions, 'de'), await told(actions, 'en')];
    return both.map((nodes) => nodes.map(({ sentence }) => sentence).toReversed());
  }
  async function newMember(name: string): Promise<{ person: Person; memberId: string }> {
    const { world, acme } = scenario;
    const person = await world.person(name);
    await world.join(person, acme, 'member');
    const [row] = await world.sql<{ member_id: string }>(
      'SELECT member_id FROM tenancy.membership WHERE org_id = $1 AND account_id = $2',
      [acme.id, person.id],
    );
    return { person, memberId: row!.member_id };
  }

  test('name the versions of a document, and say what changed nothing', async () => {
    const made = await scenario.document('Passwortrichtlinie');
    await scenario.publish(made);
    const { revision } = await scenario.publish(made);
    const save = { documentId: made.id, title: 'Passwortrichtlinie', body: paragraph('Zwei') };
    const saved = await content<MadeDocument>(SAVE, { input: { ...save, expectedRevision: revision } });
    const [first] = await scenario.world.sql<{ version_id: string }>(
      'SELECT version_id FROM content.document_version WHERE document_id = $1 AND number = 1',
      [made.id],
    );
    const restore = { documentId: made.id, versionId: first!.version_id, expectedRevision: saved.revision };
    await content(RESTORE_VERSION, { input: restore });
    await onDocument('unpublishDocument', made.id);
    const name = '„Passwortrichtlinie“';
    const [german, english] = await sentences(
      'document.publish',
      'document.save',
      'document.restore_version',
      'document.unpublish',
    );
    expect(german).toEqual([
      `Ada Berg hat das Dokument ${name} v1 veröffentlicht.`,
      `Ada Berg hat das Dokument ${name} veröffentlicht, ohne Änderung.`,
      `Ada Berg hat das Dokument ${name} bearbeitet (v2).`,
      `Ada Berg hat das Dokument ${name} v1 als v3 wiederhergestellt.`,
      `Ada Berg hat die Veröffentlichung von v1 zurückgenommen: das Dokument ${name}.`,
    ]);
    expect(english).toEqual([
      'Ada Berg published v1 of the document “Passwortrichtlinie”.',
      'Ada Berg published the document “Passwortrichtlinie”, without a change.',
      'Ada Berg edited the document “Passwortrichtlinie” (v2).',
      'Ada Berg restored v1 of the document “Passwortrichtlinie” as v3.',
      'Ada Berg unpublished v1 of the document “Passwortrichtlinie”.',
    ]);
  });

  test('name old and new places, titles and details', async () => {
    const made = await scenario.document('Alt');
    await content(RENAME, { id: made.id, title: 'Neu', revision: made.revision });
    await content(MOVE, { input: { documentId: made.id, spaceId: scenario.openSpaceId } });
    const details = { documentId: made.id, classification: 'CONFIDENTIAL', ownerId: scenario.max.id };
    await content(DETAILS, { input: details });
    for (const field of ['archiveDocument', 'archiveDocument']) await onDocument(field, made.id);
    for (const field of ['trashDocument', 'trashDocument']) await onDocument(field, made.id);
    const actions = ['rename', 'move', 'update_details', 'archive', 'trash'].map(
      (verb) => `document.${verb}`,
    );
    const [german, english] = await sentences(...actions);
    expect(german).toEqual([
      'Ada Berg hat ein Dokument in „Neu“ umbenannt.',
      'Ada Berg hat das Dokument „Neu“ aus dem Space „Richtlinien“ in den Space „Offenes“ verschoben.',
      'Ada Berg hat Angaben geändert: das Dokument „Neu“ (Einstufung: Vertraulich; Eigentümer: Max Mitglied).',
      'Ada Berg hat das Dokument „Neu“ archiviert.',
      'Ada Berg hat das Dokument „Neu“ archiviert, ohne Änderung.',
      'Ada Berg hat das Dokument „Neu“ in den Papierkorb gelegt.',
      'Ada Berg hat das Dokument „Neu“ in den Papierkorb gelegt, ohne Änderung.',
    ]);
    expect(english!.slice(0, 3)).toEqual([
      'Ada Berg renamed a document to “Neu”.',
      'Ada Berg moved the document “Neu” from the Space “Richtlinien” to the Space “Offenes”.',
      'Ada Berg changed details of the document “Neu” (Classification: Confidential; Owner: Max Mitglied).',
    ]);
  });

  test('say who was invited as what: one by name, several by number, nobody by name to others', async () => {
    await tenancy(INVITE, {
      input: { emails: ['eins@example.com', 'zwei@example.com'], role: 'organization.member' },
    });
    const space = { spaceId: scenario.spaceId, spaceRole: 'space.viewer' };
    const one = await tenancy<{ invitations: { id: string }[] }>(INVITE, {
      input: { emails: ['drei@example.com'], role: 'organization.guest', ...space },
    });
    await tenancy('mutation($id: ID!) { revokeInvitation(invitationId: $id) }', {
      id: one.invitations[0]!.id,
    });
    const [german, english] = await sentences('invitation.create', 'invitation.revoke');
    expect(german).toEqual([
      'Ada Berg hat 2 Personen als „Mitglied“ eingeladen.',
      'Ada Berg hat drei@example.com als „Gast“ und im Space „Richtlinien“ als „Leser“ eingeladen.',
      'Ada Berg hat die Einladung an drei@example.com als „Gast“ zurückgezogen.',
    ]);
    expect(english![1]).toBe(
      'Ada Berg invited drei@example.com as “Guest” and in the Space “Richtlinien” as “Viewer”.',
    );
    const [row] = await scenario.world.sql<{ subject: string }>(
      "SELECT changes::text AS subject FROM compliance.audit_entry WHERE action = 'invitation.revoke'",
    );
    expect(row!.subject).not.toContain('example.com');
    await scenario.world.sql('UPDATE platform.subject_key SET wrapped_key = NULL');
    expect((await sentences('invitation.revoke'))[0]).toEqual([
      'Ada Berg hat die Einladung einer Person als „Gast“ zurückgezogen.',
    ]);
  });

  test('say whose access and role changed, from what to what', async () => {
    const { person, memberId } = await newMember('Ben Kurz');
    const access = { spaceId: scenario.spaceId, userId: person.id };
    await tenancy(GRANT, { input: { ...access, role: 'space.viewer' } });
    const { id } = await tenancy<{ id: string }>(GRANT, { input: { ...access, role: 'space.editor' } });
    await tenancy(REVOKE, { id });
    await tenancy(ROLE, { input: { memberId, role: 'organization.admin' } });
    await tenancy(ROLE, { input: { memberId, role: 'organization.admin' } });
    await tenancy(REMOVE, { id: memberId });
    const actions = ['space_grant.create', 'space_grant.revoke', 'member.change_role', 'member.remove'];
    const [german, english] = await sentences(...actions);
    expect(german).toEqual([
      'Ada Berg hat Ben Kurz im Space „Richtlinien“ die Rolle „Leser“ gegeben.',
      'Ada Berg hat Ben Kurz im Space „Richtlinien“ statt der Rolle „Leser“ die Rolle „Bearbeiter“ gegeben.',
      'Ada Berg hat Ben Kurz die Rolle „Bearbeiter“ im Space „Richtlinien“ entzogen.',
      'Ada Berg hat für Ben Kurz die Rolle von „Mitglied“ auf „Administrator“ geändert.',
      'Ada Berg hat für Ben Kurz die Rolle geändert, ohne Änderung.',
      'Ada Berg hat Ben Kurz (Rolle „Administrator“) aus der Organization entfernt.',
    ]);
    expect(english![1]).toBe(
      'Ada Berg gave Ben Kurz the role “Editor” in the Space “Richtlinien” in place of “Viewer”.',
    );
    const [replaced] = (await told(['space_grant.create'], 'de')).map(({ details }) => details);
    expect(replaced).toEqual([
      { label: 'Person', before: null, after: 'Ben Kurz' },
      { label: 'Rolle', before: 'Leser', after: 'Bearbeiter' },
    ]);
  });

  test('say whose membership ends, who left and who took over', async () => {
    const { person, memberId } = await newMember('Ida Ende');
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
    const CHANGE = 'mutation($input: ChangeMemberRolesInput!) { changeMemberRoles(input: $input) { id } }';
    await tenancy(CHANGE, { input: { memberIds: [memberId], role: 'organization.member', until } });
    await tenancy(CHANGE, { input: { memberIds: [memberId], role: 'organization.guest' } });
    await tenancy('mutation { leaveOrganization(input: {}) }', {}, person);
    const { memberId: heir } = await newMember('Erna Erbe');
    const TRANSFER = 'mutation($input: TransferOwnershipInput!) { transferOwnership(input: $input) { id } }';
    await tenancy(TRANSFER, { input: { memberId: heir, stay: true } });
    const actions = ['member.change_roles', 'member.leave', 'member.transfer_ownership'];
    const [german, english] = await sentences(...actions);
    expect(german).toEqual([
      'Ada Berg hat für Ida Ende das Ende der Mitgliedschaft geändert.',
      'Ada Berg hat für Ida Ende die Rolle von „Mitglied“ auf „Gast“ geändert.',
      'Ida Ende hat die Organization verlassen.',
      'Ada Berg hat Erna Erbe zum Eigentümer gemacht.',
    ]);
    expect(english!.at(-1)).toBe('Ada Berg made Erna Erbe an owner.');
  });

  test('say how a request was decided', async () => {
    for (const approve of [false, true]) {
      const { person } = await newMember(approve ? 'Frieda Fragt' : 'Bernd Bittet');
      await tenancy(REQUEST, { input: { spaceId: scenario.spaceId, message: '' } }, person);
      const [request] = await scenario.world.sql<{ request_id: string }>(
        'SELECT request_id FROM tenancy.access_request WHERE requested_by = $1',
        [person.id],
      );
      const input = { requestId: request!.request_id, approve, reason: 'Darum.' };
      await tenancy(DECIDE, { input: approve ? { ...input, role: 'space.viewer' } : input });
    }
    expect(await sentences('access_request.decide')).toEqual([
      [
        'Ada Berg hat die Anfrage von Bernd Bittet nach Zugriff auf den Space „Richtlinien“ abgelehnt.',
        'Ada Berg hat die Anfrage von Frieda Fragt nach Zugriff auf den Space „Richtlinien“ genehmigt (Rolle „Leser“).',
      ],
      [
        'Ada Berg declined the request of Bernd Bittet for access to the Space “Richtlinien”.',
        'Ada Berg approved the request of Frieda Fragt for access to the Space “Richtlinien” (role “Viewer”).',
      ],
    ]);
  });

  test('name settings, their values, and new names', async () => {
    const common = { key: 'invitations.valid_days', reason: 'Urlaubszeit' };
    await tenancy(SET, { input: { ...common, value: '14', expectedVersion: 0 } });
    await tenancy(SET, { input: { ...common, value: '21', expectedVersion: 1 } });
    await tenancy(RESTORE, { input: { ...common, version: 1, expectedVersion: 2 } });
    const space = { spaceId: scenario.openSpaceId, description: '' };
    for (const name of ['Alles', 'Alles']) await tenancy(UPDATE_SPACE, { input: { ...space, name } });
    await tenancy(RENAME_ORGANIZATION, { input: { name: 'Acme AG' } });
    const actions = ['setting.update', 'setting.restore', 'space.update', 'organization.update'];
    const [german, english] = await sentences(...actions);
    expect(german).toEqual([
      'Ada Berg hat die Einstellung „Gültigkeit von Einladungen“ von 7 auf 14 geändert.',
      'Ada Berg hat die Einstellung „Gültigkeit von Einladungen“ von 14 auf 21 geändert.',
      'Ada Berg hat die Einstellung „Gültigkeit von Einladungen“ auf v1 zurückgesetzt: 14.',
      'Ada Berg hat den Space „Offenes“ in „Alles“ umbenannt.',
      'Ada Berg hat den Space „Alles“ geändert, ohne Änderung.',
      'Ada Berg hat die Organization in „Acme AG“ umbenannt.',
    ]);
    expect(english![2]).toBe('Ada Berg restored v1 of the setting “Validity of invitations”: 14.');
  });
});

import type { Scenario } from '#tests/kit/scenario.js';
import type { Extra } from './extra.js';

const PREVIEW = `query($input: InvitationPreviewInput!) { organization { __typename id invitationPreview(input: $input) {
  __typename ready lines { __typename line text email until role { __typename id } space { __typename id }
    spaceRole { __typename id } problem { __typename code text } } } } }`;
const LEAVING = `query($ids: [ID!]!) { organization { __typename id leaving(memberIds: $ids) { __typename
  members { __typename id spaces groups requests invitations serviceAccounts documents user { __typename id } }
  spacesLeftAlone { __typename id name mayAppoint } } } }`;

/** What is shown before people come and go: a list that was read, and somebody in charge of a Space alone. */
export async function askPeople({ world, acme, ada, spaceId }: Scenario): Promise<Extra[]> {
  const alone = await world.person('Alma Allein');
  await world.join(alone, acme, 'member');
  await world.grant(alone, acme, await world.space(acme, 'Almas Space'), 'manager');
  const [row] = await world.sql<{ id: string }>(
    'SELECT member_id AS id FROM tenancy.membership WHERE org_id = $1 AND account_id = $2',
    [acme.id, alone.id],
  );
  const text = `liste-eins@example.com\n${ada.email}\nniemand\nliste-zwei@example.com;Gast;${spaceId};Leser;31.12.2027`;
  const asked = world.as(ada, acme).at('tenancy');
  return [
    { field: 'invitationPreview', answer: await asked.run(PREVIEW, { input: { text, until: null } }) },
    { field: 'leaving', answer: await asked.run(LEAVING, { ids: [row!.id] }) },
  ];
}

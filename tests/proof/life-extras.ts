import { must, type Scenario } from '#tests/kit/scenario.js';
import type { Extra } from './extra.js';

const DELETE = 'mutation($input: DeleteOrganizationInput!) { deleteOrganization(input: $input) { id } }';
const STATE =
  '{ organization { __typename id archivedAt deletesAt } myOrganizations { __typename id archivedAt deletesAt } }';

/** Fields that hold something only where an Organization rests or is about to end, asked as its owner. */
export async function askLife({ world, ada }: Scenario): Promise<Extra[]> {
  const answers: Extra[] = [];
  for (const slug of ['ruht-jetzt', 'endet-bald']) {
    const organization = await world.organization(slug);
    await world.join(ada, organization, 'owner');
    const owner = world.as(ada, organization).at('tenancy');
    const decision =
      slug === 'ruht-jetzt'
        ? owner.run('mutation { archiveOrganization { id } }')
        : owner.run(DELETE, { input: { confirmation: `Organization ${slug}` } });
    await must(decision);
    answers.push({ field: `organization (${slug})`, answer: await owner.run(STATE) });
  }
  return answers;
}

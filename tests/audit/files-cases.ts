import type { Person } from '#runtime/testing/world.js';
import type { Scenario } from '#tests/kit/scenario.js';
import { uploaderOf } from '#tests/kit/uploads.js';
import type { Arranged, MutationCases } from './mutation-cases.js';

/** The same operation as Ada, who may, and as Max, who does not even see the file. */
function both(
  { world, acme, ada, max }: Scenario,
  document: string,
  variables: Record<string, unknown>,
): Arranged {
  const attempt = (person: Person) => () => world.as(person, acme).at('files').run(document, variables);
  return { allowed: attempt(ada), denied: attempt(max) };
}

const upload = ({ world, acme, ada, spaceId }: Scenario): Promise<string> =>
  uploaderOf(world, ada, acme).whole({ spaceId, name: 'Kanarienvertrag.txt' }, Buffer.from('Kanarieninhalt'));

/** A mutation that takes nothing but the file, after others that bring it into the right state. */
const onFile =
  (field: string, ...before: string[]): MutationCases[string] =>
  async (scenario) => {
    const id = await upload(scenario);
    const document = (name: string): string => `mutation($id: ID!) { ${name}(fileId: $id) { id } }`;
    for (const name of before) await both(scenario, document(name), { id }).allowed();
    return both(scenario, document(field), { id });
  };

/** Every mutation of files. */
export const filesCases: MutationCases = {
  beginFileUpload: (scenario) => {
    const input = { spaceId: scenario.spaceId, name: 'Kanarienplan.txt', size: 5 };
    const document = 'mutation($input: BeginFileUploadInput!) { beginFileUpload(input: $input) { id } }';
    return Promise.resolve(both(scenario, document, { input }));
  },
  renameFile: async (scenario) => {
    const variables = { id: await upload(scenario), name: 'Kanarienname.txt' };
    const document = 'mutation($id: ID!, $name: String!) { renameFile(fileId: $id, name: $name) { id } }';
    return both(scenario, document, variables);
  },
  trashFile: onFile('trashFile'),
  restoreFile: onFile('restoreFile', 'trashFile'),
  restoreFileVersion: async (scenario) => {
    const { world, acme, ada } = scenario;
    const id = await upload(scenario);
    await uploaderOf(world, ada, acme).whole({ fileId: id, name: 'x' }, Buffer.from('Zweite'));
    return both(scenario, 'mutation($id: ID!) { restoreFileVersion(fileId: $id, number: 1) { id } }', { id });
  },
  downloadFile: async (scenario) => {
    const id = await upload(scenario);
    return both(scenario, 'mutation($id: ID!) { downloadFile(fileId: $id) { url } }', { id });
  },
  removeAvatar: ({ world, acme, ada }) =>
    Promise.resolve({ allowed: () => world.as(ada, acme).at('files').run('mutation { removeAvatar }') }),
};

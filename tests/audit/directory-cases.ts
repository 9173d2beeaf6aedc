import type { MutationCases } from './mutation-cases.js';

const SET_ROLE =
  'mutation($input: SetDirectoryRoleInput!) { setDirectoryRole(input: $input) { role { id } } }';

/** What people set about the company's directory; what it does itself is in its own tests. */
export const directoryCases: MutationCases = {
  setDirectoryRole: ({ world, acme, ada, max }) => {
    const attempt = (person: typeof ada) => () =>
      world
        .as(person, acme)
        .at('identity')
        .run(SET_ROLE, { input: { role: 'organization.guest' } });
    return Promise.resolve({ allowed: attempt(ada), denied: attempt(max) });
  },
};

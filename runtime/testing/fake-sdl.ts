import { AUDIT_SDL, AUDIT_SPEC } from '../audit/directive.js';
import type { SubgraphSdl } from '../graphql/compose.js';

const HEAD = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
    @link(url: "${AUDIT_SPEC}", import: ["@audit"])
    @composeDirective(name: "@audit")
  ${AUDIT_SDL}
`;

/** Two small subgraphs: notes belong to one, their authors' names to the other. */
export const FAKE_SDL: readonly SubgraphSdl[] = [
  {
    name: 'people',
    sdl: `${HEAD}
      type Query { me: Person }
      type Person @key(fields: "id") { id: ID! name: String }
      type Mutation { signIn: Boolean! @audit(action: "session.sign_in", subject: "Account") signOut: Boolean! @audit(action: "session.sign_out", subject: "Account") }`,
  },
  {
    name: 'notes',
    sdl: `${HEAD}
      type Query { notes(first: Int): [Note!]! broken: String }
      type Note @key(fields: "id") { id: ID! text: String! author: Person }
      type Person @key(fields: "id", resolvable: false) { id: ID! }
      type Mutation { write(text: String!): Note! @audit(action: "note.write", subject: "Note") }`,
  },
];

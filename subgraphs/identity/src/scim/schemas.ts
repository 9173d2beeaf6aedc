import { SCHEMA } from './resources.js';

interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'complex' | 'reference';
  readonly description: string;
  readonly multiValued: boolean;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable';
  readonly returned: 'default' | 'always';
  readonly uniqueness: 'none' | 'server';
  readonly subAttributes?: readonly Attribute[];
}

const attribute = (
  name: string,
  description: string,
  more: Partial<Omit<Attribute, 'name' | 'description'>> = {},
): Attribute => ({
  ...{ name, type: 'string', description, multiValued: false, required: false, caseExact: false },
  ...{ mutability: 'readWrite', returned: 'default', uniqueness: 'none' },
  ...more,
});

const externalId = attribute('externalId', 'The id that the directory itself uses.', {
  ...{ caseExact: true, uniqueness: 'server' },
});

const USER: readonly Attribute[] = [
  attribute('userName', 'Mail address of a verified domain of the Organization.', {
    ...{ required: true, uniqueness: 'server', mutability: 'immutable' },
  }),
  externalId,
  attribute('displayName', 'What the person is called.'),
  attribute('name', 'Parts of the name.', {
    type: 'complex',
    subAttributes: [
      attribute('formatted', 'The whole name.'),
      attribute('givenName', 'Given name.'),
      attribute('familyName', 'Family name.'),
    ],
  }),
  attribute('active', 'Whether the person is a member of the Organization.', { type: 'boolean' }),
  attribute('emails', 'Mail addresses.', {
    ...{ type: 'complex', multiValued: true },
    subAttributes: [
      attribute('value', 'The address.'),
      attribute('type', 'For example work.'),
      attribute('primary', 'Whether it is the first one.', { type: 'boolean' }),
    ],
  }),
];

const GROUP: readonly Attribute[] = [
  attribute('displayName', 'Name of the group.', { required: true, uniqueness: 'server' }),
  externalId,
  attribute('members', 'People in the group; no groups.', {
    ...{ type: 'complex', multiValued: true },
    subAttributes: [
      attribute('value', 'Id of the user.', { mutability: 'immutable', caseExact: true }),
      attribute('$ref', 'Address of the user.', {
        type: 'reference',
        mutability: 'immutable',
        caseExact: true,
      }),
      attribute('type', 'Always User.', { mutability: 'immutable' }),
      attribute('display', 'Name of the user.', { mutability: 'readOnly' }),
    ],
  }),
];

/** The schemas of RFC 7643 §4, as far as they are kept here. */
export const SCHEMAS = [
  { id: SCHEMA.user, name: 'User', description: 'A person of the directory.', attributes: USER },
  { id: SCHEMA.group, name: 'Group', description: 'A group of people.', attributes: GROUP },
] as const;

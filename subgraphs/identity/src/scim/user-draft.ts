import { invalidValue, scimError } from './scim-error.js';
import { attributeOf, isObject, objectsOf, textOf, truthOf, type ScimObject } from './scim-value.js';

/** An address of a person, as the directory has it. */
export interface ScimEmail {
  readonly value: string;
  readonly type: string | null;
  readonly primary: boolean;
}

/** What a directory says of a person (RFC 7643 §4.1); the rest is accepted and not kept. */
export interface UserDraft {
  readonly userName: string;
  readonly externalId: string | null;
  readonly displayName: string | null;
  readonly formatted: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly emails: readonly ScimEmail[];
  readonly active: boolean;
}

/** Longest values, in characters. */
const MAX = { externalId: 255, displayName: 120, formatted: 250, givenName: 120, familyName: 120 } as const;

/** Attributes that are one text each, by their names in lower case. */
const TEXTS: Readonly<Record<string, keyof typeof MAX>> = {
  externalid: 'externalId',
  displayname: 'displayName',
  'name.formatted': 'formatted',
  'name.givenname': 'givenName',
  'name.familyname': 'familyName',
};

/** What RFC 7643 knows of a User and nobody needs here: accepted and not kept, `roles` and `password` above all. */
const IGNORED = new Set([
  ...['nickname', 'profileurl', 'title', 'usertype', 'preferredlanguage', 'locale', 'timezone', 'password'],
  ...['phonenumbers', 'ims', 'photos', 'addresses', 'entitlements', 'roles', 'x509certificates', 'schemas'],
  ...['name.honorificprefix', 'name.honorificsuffix', 'name.middlename'],
]);

/** Set by us alone (RFC 7643 §2.2, `readOnly`). */
const READ_ONLY = new Set(['id', 'meta', 'groups']);

/** What an attribute means here: kept, not kept, ours alone, or unknown. */
export function meaningOf(attribute: string): 'kept' | 'ignored' | 'readOnly' | 'unknown' {
  const [root = ''] = attribute.split('.');
  if (READ_ONLY.has(root)) return 'readOnly';
  if (IGNORED.has(root) || IGNORED.has(attribute)) return 'ignored';
  if (attribute.startsWith('urn:')) return 'ignored';
  const kept = [...Object.keys(TEXTS), 'username', 'active', 'emails', 'name'];
  return kept.includes(attribute) ? 'kept' : 'unknown';
}

/**
 * A person out of the body of POST or PUT. What is not there is not set; `active` stays what it was.
 *
 * @throws KopexaError 400 invalidValue
 */
export function userFrom(body: ScimObject, before: UserDraft | null): UserDraft {
  const name = attributeOf(body, 'name');
  if (name !== undefined && name !== null && !isObject(name))
    throw invalidValue('name must be an object, for example {"familyName": "Jensen"}.');
  const active = attributeOf(body, 'active');
  const empty: UserDraft = {
    userName: userNameOf(attributeOf(body, 'userName')),
    ...{
      externalId: null,
      displayName: null,
      formatted: null,
      givenName: null,
      familyName: null,
      emails: [],
    },
    active: active === undefined || active === null ? (before?.active ?? true) : truthOf(active, 'active'),
  };
  const values: [string, unknown][] = [
    ['externalid', attributeOf(body, 'externalId')],
    ['displayname', attributeOf(body, 'displayName')],
    ['emails', attributeOf(body, 'emails') ?? []],
    ...Object.entries(name ?? {}).map(([part, value]): [string, unknown] => [
      `name.${part.toLowerCase()}`,
      value,
    ]),
  ];
  const known = values.filter(([attribute]) => meaningOf(attribute) === 'kept');
  return known.reduce((draft, [attribute, value]) => withValue(draft, attribute, value), empty);
}

/** The draft with an attribute set; `undefined` or null takes its value away. */
export function withValue(draft: UserDraft, attribute: string, value: unknown): UserDraft {
  if (attribute === 'username') return { ...draft, userName: userNameOf(value) };
  if (attribute === 'active') return { ...draft, active: truthOf(value, 'active') };
  if (attribute === 'emails') return { ...draft, emails: emailsOf(value) };
  const field = TEXTS[attribute];
  if (!field) throw scimError(400, `There is no attribute ${attribute.slice(0, 60)}.`, 'invalidPath');
  return { ...draft, [field]: textOf(value, field, MAX[field]) };
}

/** The name by which a person signs in here: their mail address. */
export function userNameOf(value: unknown): string {
  const text = typeof value === 'string' ? value.normalize('NFC').trim().toLowerCase() : '';
  if (text.length > 254 || !/^[^\s@\p{Cc}"<>]{1,64}@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/u.test(text))
    throw invalidValue('userName must be the mail address of the person.');
  return text;
}

/** Addresses of a person, ten at most. */
export function emailsOf(value: unknown): ScimEmail[] {
  const list = value === undefined ? [] : objectsOf(value, 'emails');
  if (list.length > 10) throw invalidValue('A person has ten addresses at most.');
  return list.map((each) => {
    const address = textOf(attributeOf(each, 'value'), 'emails.value', 254);
    if (!address) throw invalidValue('An address in emails has no value.');
    const primary = attributeOf(each, 'primary');
    return {
      value: address,
      type: textOf(attributeOf(each, 'type'), 'emails.type', 40),
      primary: primary === undefined || primary === null ? false : truthOf(primary, 'emails.primary'),
    };
  });
}

/** What the person is called in a new account. */
export function fullNameOf(draft: UserDraft): string {
  const parts = [draft.givenName, draft.familyName].filter(Boolean).join(' ');
  return (draft.displayName ?? draft.formatted ?? (parts === '' ? draft.userName : parts)).slice(0, 120);
}

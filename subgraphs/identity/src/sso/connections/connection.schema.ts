import { z } from 'zod';
import { SSO_PRESET_KEYS } from '#schema/sso-presets.js';
import { bilingual, line } from '#runtime/graphql/parse.js';

const change = {
  connectionId: z.string(),
  expectedVersion: z.int().min(0),
  reason: line({ max: 500 }),
};
const attribute = line({ max: 200 });
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable());
const sealed = optional(z.string().max(400_000));
const secret = optional(
  z
    .string()
    .transform((value) => value.trim())
    .pipe(z.string().min(8).max(500)),
);

/** An https address without credentials in it. */
const httpsAddress = z
  .string()
  .max(2000)
  .transform((value) => value.trim())
  .refine(
    (value) => URL.parse(value)?.protocol === 'https:' && URL.parse(value)?.username === '',
    bilingual(
      'Das muss eine Adresse sein, die mit https:// beginnt.',
      'This must be an address that begins with https://.',
    ),
  );

/** A new connection. */
export const createSchema = z.object({ preset: z.enum(SSO_PRESET_KEYS), name: line({ max: 80 }) });

/** Another name. */
export const renameSchema = z.object({ connectionId: z.string(), name: line({ max: 80 }) });

/** Where a SAML identity provider describes itself. */
export const samlSourceSchema = z.object({
  connectionId: z.string(),
  url: optional(httpsAddress),
  xml: optional(z.string().max(1_000_000)),
  byHand: optional(
    z.object({
      idpEntityId: line({ max: 1024 }),
      ssoUrl: httpsAddress,
      sloUrl: optional(httpsAddress),
      certificates: z.array(z.string().max(10_000)).min(1).max(4),
    }),
  ),
});

/** Settings of a SAML connection. */
export const configureSamlSchema = z.object({
  ...change,
  reading: sealed,
  allowIdpInitiated: z.boolean(),
  requireEncryption: z.boolean(),
  requestedContexts: z.array(line({ max: 300 })).max(10),
});

/** Settings of an OpenID Connect connection. */
export const configureOidcSchema = z.object({
  ...change,
  reading: sealed,
  clientId: line({ max: 300 }),
  clientSecret: secret,
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/))
    .min(1)
    .max(20)
    .refine(
      (scopes) => scopes.includes('openid'),
      bilingual('„openid“ muss dabei sein.', '“openid” must be among them.'),
    ),
});

/** Settings of an OAuth 2.0 connection. */
export const configureOauthSchema = z.object({
  ...change,
  clientId: line({ max: 300 }),
  clientSecret: secret,
});

/** Who people are that arrive, and what they get. */
export const configureArrivalsSchema = z.object({
  ...change,
  emailAttribute: attribute,
  nameAttribute: optional(attribute),
  groupsAttribute: optional(attribute),
  allowNewcomers: z.boolean(),
  role: z.string().max(100),
  ceiling: z.string().max(100),
  rules: z.array(z.object({ attribute, value: line({ max: 500 }), role: z.string().max(100) })).max(50),
});

/** A step of renewing our own keys. */
export const renewKeysSchema = z.object({ ...change, step: z.enum(['begin', 'switch', 'end']) });

/** What counts as a second factor. */
export const acceptAssuranceSchema = z.object({
  ...change,
  values: z.array(line({ min: 5, max: 300 })).max(20),
});

/** An earlier version that shall come back. */
export const restoreSchema = z.object({ ...change, version: z.int().min(1) });

/** The version that shall be in force. */
export const activateSchema = z.object({ connectionId: z.string(), expectedVersion: z.int().min(0) });

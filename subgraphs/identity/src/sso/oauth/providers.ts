import { z } from 'zod';
import type { OauthConfig } from '../connection.js';

/** Who somebody is, as a provider without OpenID Connect says. */
export interface OauthPerson {
  /** Its lasting name for the person: never a name or an address, which change hands. */
  readonly subject: string;
  /** Only an address that the provider verified, and the person's main one. */
  readonly verifiedEmail: string | null;
  readonly name: string | null;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

/** How a provider of OAuth 2.0 (RFC 6749) is asked who somebody is: addresses from here alone, never from people. */
export interface OauthProvider {
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly scopes: readonly string[];
  /** What is asked with the access token, by a name of ours. */
  readonly resources: Readonly<Record<string, string>>;
  /** Throws (zod) when the answers have not the shape that they are documented to have. */
  read(answers: Readonly<Record<string, unknown>>): OauthPerson;
}

const profile = z.object({
  id: z.number().int().positive(),
  login: z.string().max(200),
  name: z.string().max(1000).nullish(),
});
const emails = z
  .array(z.object({ email: z.string().max(320), primary: z.boolean(), verified: z.boolean() }))
  .max(200);

/** GitHub (docs.github.com, "Authorizing OAuth apps"; PKCE by S256). */
const github: OauthProvider = {
  issuer: 'https://github.com/login/oauth',
  authorizationUrl: 'https://github.com/login/oauth/authorize',
  tokenUrl: 'https://github.com/login/oauth/access_token',
  scopes: ['read:user', 'user:email'],
  resources: { profile: 'https://api.github.com/user', emails: 'https://api.github.com/user/emails' },
  read: (answers) => {
    const { id, login, name } = profile.parse(answers.profile);
    const main = emails.parse(answers.emails).find(({ primary, verified }) => primary && verified);
    return {
      subject: String(id),
      verifiedEmail: main?.email ?? null,
      name: name ?? login,
      attributes: {
        id: [String(id)],
        login: [login],
        ...(name ? { name: [name] } : {}),
        ...(main ? { email: [main.email] } : {}),
      },
    };
  },
};

/** The built-in providers. */
export const OAUTH_PROVIDERS: Readonly<Record<OauthConfig['provider'], OauthProvider>> = { github };

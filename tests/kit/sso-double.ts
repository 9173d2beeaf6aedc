/** One thing that was looked at in an answer of a counterpart, as protocols list them. */
export interface SeenCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Who a counterpart says has come, as protocols hand it on. */
export interface Asserted {
  readonly subject: string;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  readonly name: string | null;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly assurance: readonly string[];
  readonly authenticatedAt: string | null;
  readonly peerSession: string | null;
  readonly peerName: Readonly<Record<string, string>> | null;
  readonly notAfter: string | null;
}

/** What came of an answer. */
export type SaidOutcome =
  | { readonly ok: true; readonly assertion: Asserted; readonly checks: readonly SeenCheck[] }
  | { readonly ok: false; readonly checks: readonly SeenCheck[] };

/** Somebody as a counterpart names them. */
export const asserted = (subject: string, more: Partial<Asserted> = {}): Asserted => ({
  subject,
  email: null,
  isEmailVerified: false,
  name: null,
  attributes: {},
  assurance: [],
  authenticatedAt: new Date().toISOString(),
  peerSession: null,
  peerName: null,
  notAfter: null,
  ...more,
});

/** A counterpart that says what the answer's field `judged` holds: for everything around the protocols. */
const double = {
  begin: (_connection: object, { state }: { readonly state: string }) =>
    Promise.resolve({ redirectUrl: `https://idp.example/?state=${state}`, kept: { nonce: 'kept' } }),
  complete: (
    _connection: object,
    { fields, kept }: { readonly fields: Readonly<Record<string, string>>; readonly kept: object | null },
  ): Promise<SaidOutcome> => {
    const judged = JSON.parse(fields['judged'] ?? 'null') as SaidOutcome | 'fail';
    if (judged === 'fail') return Promise.reject(new Error('The double fails.'));
    if (!kept)
      return Promise.resolve({ ok: false, checks: [{ name: 'double.kept', ok: false, detail: '' }] });
    return Promise.resolve(judged);
  },
  logoutUrl: (_connection: object, { subject }: { readonly subject: string }) =>
    Promise.resolve(`https://idp.example/logout?sub=${subject}`),
};

/** Protocols whose counterparts are made up. */
export const DOUBLES = {
  saml: () => Promise.resolve(double),
  oidc: () => Promise.resolve(double),
  oauth: () => Promise.resolve(double),
};

/** The configuration of a made-up counterpart. */
export const DOUBLE = { kind: 'oauth', config: { provider: 'github', clientId: 'client' } } as const;

import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import type { Connection, ConnectionOf } from './connection.js';

/** One thing that was looked at in an answer; the first that failed is the reason in the audit trail. */
export interface Check {
  /** For example `saml.audience` or `oidc.nonce`; stable, a text of the web client explains it. */
  readonly name: string;
  readonly ok: boolean;
  /** Expected and actual, for those who set the connection up; never secrets. */
  readonly detail: string;
}

/** Who the counterpart says has come, after every check passed. */
export interface Assertion {
  /** Its own lasting name for the person; accounts are keyed by connection and subject. */
  readonly subject: string;
  /** Lower case; `null` when it names none. */
  readonly email: string | null;
  /** Whether it vouches for the address: only a real `true` does, or SAML of an Organization for its own domains. */
  readonly isEmailVerified: boolean;
  readonly name: string | null;
  /** Everything received, by its name, for mapping and the test run. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** `amr:…`, `acr:…`, `context:…`: how the person was authenticated there. */
  readonly assurance: readonly string[];
  readonly authenticatedAt: string | null;
  /** The counterpart's name for its session (`sid`, SessionIndex), for logout. */
  readonly peerSession: string | null;
  /** What the protocol needs to tell the counterpart of the end of the session; kept sealed with it. */
  readonly peerName: Readonly<Record<string, string>> | null;
  /** The session must not outlive this (SessionNotOnOrAfter). */
  readonly notAfter: string | null;
}

/** What came of an answer. */
export type Judged =
  | { readonly ok: true; readonly assertion: Assertion; readonly checks: readonly Check[] }
  | { readonly ok: false; readonly checks: readonly Check[] };

/** What a sign-in begins with. */
export interface BeginOptions {
  /** Opaque and unguessable: OAuth `state`, SAML RelayState. */
  readonly state: string;
  /** Where browsers reach us, for example `https://kopexa.example`. */
  readonly origin: string;
  readonly loginHint: string | null;
  /** Ask for a new authentication there, for test runs and step-up. */
  readonly isFresh: boolean;
}

/** What a browser posts to a counterpart that takes no redirect. */
export interface PostedForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Where the browser goes next, and what is kept, sealed, until it returns. */
export interface Begun {
  readonly redirectUrl: string;
  /** Posted there, by a page of ours. */
  readonly form?: PostedForm;
  readonly kept: Readonly<Record<string, string>>;
}

/** A session of ours that ended, for telling the counterpart. */
export interface EndedSession {
  readonly subject: string;
  /** Of the {@link Assertion} that it began with. */
  readonly peerName: Readonly<Record<string, string>> | null;
  readonly origin: string;
}

/** An answer of the counterpart, as it came to our endpoint. */
export interface Received {
  readonly origin: string;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** The query of a redirect, or the fields of a form. */
  readonly fields: Readonly<Record<string, string>>;
  /** Of the attempt; `null` when the counterpart began by itself (SAML, IdP-initiated). */
  readonly kept: Readonly<Record<string, string>> | null;
  readonly fetch: OutgoingFetch;
  /** Takes the id of a message or token until it expires; `false` when it was taken before (replay). */
  readonly takeOnce: (id: string, until: Date) => Promise<boolean>;
}

/** One way of asking a counterpart who somebody is. */
export interface Protocol<Kind extends Connection['kind']> {
  /** No network. */
  begin(connection: ConnectionOf<Kind>, options: BeginOptions): Promise<Begun>;
  /** May use the network; no transaction is open. Never throws for what a counterpart sent: that is a failed check. */
  complete(connection: ConnectionOf<Kind>, received: Received): Promise<Judged>;
  /** Where the browser goes to end the session there too; `null` where that is not possible. */
  logoutUrl(connection: ConnectionOf<Kind>, session: EndedSession): Promise<string | null>;
}

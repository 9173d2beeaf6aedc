import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { clientFor, forgetClients } from '../client/urql-client.ts';
import { failureOf } from '../client/failure.ts';
import type { Failure } from '../ui/failure.ts';
import { forgetUploads } from '../client/uploads/upload-signals.ts';
import { onSession, signalSession } from '../client/session-signal.ts';
import { MeDocument, SignOutDocument, SsoLogoutUrlDocument, type MeQuery } from '../gql/graphql.ts';
import { useLocale } from '../i18n/i18n-provider.tsx';
import { forgetAsks } from '../pages/ai/kept-ask.ts';
import { forgetLocalDrafts } from './local-drafts.ts';

/** The signed-in person as the server describes them. */
export type Me = NonNullable<MeQuery['me']>;

/**
 * `half`: the password was given, the second factor was not. `idle`: was signed in, one factor is asked for again.
 * `expired`: was signed in, the server forgot it.
 */
export type SessionStatus = 'loading' | 'anonymous' | 'half' | 'full' | 'idle' | 'expired' | 'unreachable';

interface Session {
  status: SessionStatus;
  me: Me | null;
  failure: Failure | null;
  /** Asks the server again who is signed in. */
  refresh(): Promise<Me | null>;
  signOut(): Promise<void>;
  /** True after leaving on purpose. */
  signedOut?: boolean;
}

/** While the server cannot be reached, it is asked again by itself. */
const RETRY_MS = 4000;

const SessionContext = createContext<Session | null>(null);

interface State {
  /** Left on purpose: whoever signs in next starts anew, not at this person's place. */
  signedOut?: boolean;
  status: SessionStatus;
  me: Me | null;
  failure: Failure | null;
}

/** Knows who is signed in and notices when the server does no longer. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ status: 'loading', me: null, failure: null });
  const { choose } = useLocale();

  const refresh = useCallback(async () => {
    const answer = await clientFor(null).query(MeDocument, {}, { requestPolicy: 'network-only' }).toPromise();
    const failure = failureOf(answer.error);
    const me = answer.data?.me ?? null;
    setState((before) => next(before, me, failure));
    if (me?.assurance === 'MFA') {
      await choose(me.locale === 'DE' ? 'de' : 'en');
      signalSession('renewed');
    }
    return me;
  }, [choose]);

  const signOut = useCallback(async () => {
    const there = await clientFor(null)
      .query(SsoLogoutUrlDocument, {}, { requestPolicy: 'network-only' })
      .toPromise();
    await clientFor(null).mutation(SignOutDocument, {}).toPromise();
    forgetLocalDrafts();
    forgetAsks();
    forgetUploads();
    forgetClients();
    setState({ status: 'anonymous', me: null, failure: null, signedOut: true });
    // Whoever came by their company's sign-in signs out there, too.
    if (there.data?.ssoLogoutUrl) window.location.assign(there.data.ssoLogoutUrl);
  }, []);

  useEffect(() => {
    void refresh();
  }, [refresh]);
  useEffect(() => {
    if (state.status !== 'unreachable') return undefined;
    const timer = setInterval(() => void refresh(), RETRY_MS);
    return () => clearInterval(timer);
  }, [state.status, refresh]);
  useEffect(() => {
    const ended = onSession('expired', () => setState(become('expired', ['full', 'idle'])));
    const rests = onSession('idle', () => setState(become('idle', ['full'])));
    return () => {
      ended();
      rests();
    };
  }, []);

  const session = useMemo(() => ({ ...state, refresh, signOut }), [state, refresh, signOut]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The session of this browser. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider above it.');
  return session;
}

/** The signed-in person; only below a page that needs a session. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error('useMe needs a signed-in person.');
  return me;
}

function next(before: State, me: Me | null, failure: Failure | null): State {
  const known = before.status !== 'loading' && before.status !== 'unreachable';
  if (failure) return !known ? { status: 'unreachable', me: null, failure } : before;
  if (!me) {
    // A person who was signed in keeps the page and is asked to sign in again above it.
    const wasIn = ['full', 'idle', 'expired'].includes(before.status);
    return wasIn ? { ...before, status: 'expired' } : { status: 'anonymous', me: null, failure: null };
  }
  if (me.assurance === 'MFA') {
    if (before.me && before.me.user.id !== me.user.id) forgetClients();
    return { status: 'full', me, failure: null };
  }
  if (me.isIdle && (before.status === 'full' || before.status === 'idle'))
    return { ...before, status: 'idle' };
  // Half-way through signing in again: the page below must stay.
  return before.status === 'expired' ? before : { status: 'half', me, failure: null };
}

/** The same person and page in another status, if it was one of these. */
function become(status: SessionStatus, from: readonly SessionStatus[]): (before: State) => State {
  return (before) => (from.includes(before.status) ? { ...before, status } : before);
}

import { lazy, Suspense, type ReactNode } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { ServerUnreachable } from '../ui/server-unreachable.tsx';
import { PageSkeleton } from '../ui/skeletons.tsx';
import { useSession } from './session.tsx';

const WakeDialog = lazy(async () => ({ default: (await import('./wake-dialog.tsx')).WakeDialog }));
const IdleWarning = lazy(async () => ({ default: (await import('./idle-warning.tsx')).IdleWarning }));
const SignInAgain = lazy(async () => ({ default: (await import('./sign-in-again.tsx')).SignInAgain }));

/** Route around all places that need a signed-in person. */
export function NeedsSession({ keepsPlace = false }: { keepsPlace?: boolean }) {
  return (
    <NeedsSessionHere keepsPlace={keepsPlace}>
      <Outlet />
    </NeedsSessionHere>
  );
}

/**
 * Lets signed-in people pass; others sign in first and come back here. Whoever leaves on purpose starts anew, except
 * with `keepsPlace`: there one leaves in order to come back as somebody else.
 */
export function NeedsSessionHere({ children, keepsPlace }: { children: ReactNode; keepsPlace?: boolean }) {
  const { status, me, failure, signedOut, refresh } = useSession();
  const { pathname, search, hash } = useLocation();
  const isLeft = signedOut && !keepsPlace;
  const query = pathname === '/' || isLeft ? '' : `?next=${encodeURIComponent(pathname + search + hash)}`;
  if (status === 'loading') return <PageSkeleton />;
  if (status === 'unreachable') return <ServerUnreachable failure={failure} onRetry={() => void refresh()} />;
  if (status === 'anonymous') return <Navigate to={`/sign-in${query}`} replace />;
  if (status === 'half') {
    return (
      <Navigate
        to={`/${me?.isIdle || me?.secondFactorEnrolled ? 'second-factor' : 'enrol'}${query}`}
        replace
      />
    );
  }
  return (
    <>
      {children}
      <Suspense>
        {status === 'full' && <IdleWarning />}
        {status === 'idle' && <WakeDialog />}
        {status === 'expired' && <SignInAgain />}
      </Suspense>
    </>
  );
}

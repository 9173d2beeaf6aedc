import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { RedeemFactorResetDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { QuietExit } from '../../ui/quiet-exit.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { AuthLayout } from './auth-layout.tsx';

/** What the mail after a reset opens: signing in first, then a new second factor. */
export default function RecoverPage() {
  const t = useText();
  const [params] = useSearchParams();
  const token = params.get('token') ?? '';
  const { status, signOut } = useSession();
  const redeem = useAction(RedeemFactorResetDocument);
  const [done, setDone] = useState(false);
  const asked = useRef(false);
  const { run } = redeem;
  useEffect(() => {
    if (asked.current || status !== 'half' || token === '') return;
    asked.current = true;
    void run({ token }).then((data) => setDone(data !== null));
  }, [run, status, token]);

  if (status === 'anonymous') {
    return <Navigate to={`/sign-in?next=${encodeURIComponent(`/recover?token=${token}`)}`} replace />;
  }
  if (done) return <Navigate to="/enrol" replace />;
  const isOver = token === '' || redeem.failure?.code === 'LINK_EXPIRED';
  if (status === 'full') {
    return (
      <AuthLayout title={t('recover.full.title')} text={t('recover.full.text')}>
        <Button component={Link} to="/account/security" fullWidth>
          {t('recover.full.action')}
        </Button>
        <QuietExit label={t('secondFactor.otherAccount')} onClick={() => void signOut()} />
      </AuthLayout>
    );
  }
  if (isOver) {
    return (
      <AuthLayout title={t('signUp.invalid.title')} text={t('recover.invalid.text')}>
        <Button variant="default" fullWidth onClick={() => void signOut()}>
          {t('secondFactor.otherAccount')}
        </Button>
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title={t('recover.title')}>
      {redeem.failure ? (
        <FailureNotice
          failure={redeem.failure}
          onRetry={() => void run({ token }).then((data) => setDone(data !== null))}
        />
      ) : (
        <ListSkeleton rows={2} />
      )}
    </AuthLayout>
  );
}

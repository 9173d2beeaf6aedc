import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { SignUpOfferDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import type { Failure } from '../../ui/failure.ts';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { AuthLayout } from './auth-layout.tsx';
import { JoinOrganization } from './join-organization.tsx';
import { SignUpForm } from './sign-up-form.tsx';

/** What the link in an invitation, or the first-run link, opens: a new account, or joining with one's own. */
export default function SignUpPage() {
  const t = useText();
  const [params] = useSearchParams();
  const token = params.get('token') ?? '';
  const { status, refresh } = useSession();
  const navigate = useNavigate();
  const [joining, setJoining] = useState(false);
  const offer = useAnswer(
    SignUpOfferDocument,
    { token },
    { pause: token === '' || joining, policy: 'network-only' },
  );
  const here = encodeURIComponent(`/sign-up?token=${token}`);
  const it = offer.data?.signUpOffer;

  if (token === '' || offer.failure) return <InvalidLink failure={offer.failure} onRetry={offer.reload} />;
  if (!it || status === 'loading') {
    return (
      <AuthLayout title={t('signUp.title')}>
        <ListSkeleton rows={4} />
      </AuthLayout>
    );
  }
  if (status === 'full' && !it.firstRun) {
    return (
      <JoinOrganization
        token={token}
        email={it.email ?? ''}
        organization={it.organizationName ?? ''}
        onJoin={() => setJoining(true)}
      />
    );
  }
  if (it.accountExists) {
    return <AccountExists email={it.email ?? ''} organization={it.organizationName ?? ''} here={here} />;
  }
  return (
    <AuthLayout
      title={t('signUp.title')}
      text={
        it.firstRun ? t('signUp.firstRun') : t('signUp.invited', { organization: it.organizationName ?? '' })
      }
    >
      <SignUpForm
        token={token}
        email={it.email ?? null}
        firstRun={it.firstRun}
        onDone={async (name) => {
          await refresh();
          const next = it.firstRun
            ? encodeURIComponent(`/organizations?name=${encodeURIComponent(name)}`)
            : here;
          await navigate(`/enrol?next=${next}`);
        }}
      />
      {!it.firstRun && (
        <Button
          component={Link}
          to={`/sign-in?next=${here}`}
          variant="subtle"
          size="compact-sm"
          fullWidth
          mt="sm"
        >
          {t('signUp.haveAccount')}
        </Button>
      )}
    </AuthLayout>
  );
}

/** Signing in, or first a password of one's own for whoever only came by their company so far. */
function AccountExists(props: { email: string; organization: string; here: string }) {
  const t = useText();
  return (
    <AuthLayout
      title={t('join.title', { organization: props.organization })}
      text={t('signUp.accountExists', { email: props.email })}
    >
      <Button component={Link} to={`/sign-in?next=${props.here}`} size="md" fullWidth>
        {t('signUp.toSignIn')}
      </Button>
      <p>{t('signUp.noPassword')}</p>
      <Button
        component={Link}
        to="/forgot"
        state={{ email: props.email }}
        variant="subtle"
        size="compact-sm"
        fullWidth
      >
        {t('signUp.setPassword')}
      </Button>
    </AuthLayout>
  );
}

function InvalidLink({ failure, onRetry }: { failure: Failure | null; onRetry: () => void }) {
  const t = useText();
  return (
    <AuthLayout title={t('signUp.invalid.title')} text={t('signUp.invalid.text')}>
      {failure && failure.code !== 'LINK_EXPIRED' && <FailureNotice failure={failure} onRetry={onRetry} />}
      <Button component={Link} to="/sign-in" variant="default" fullWidth mt="md">
        {t('signUp.toSignIn')}
      </Button>
    </AuthLayout>
  );
}

import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { FinishSsoDocument, type FinishSsoMutation } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { AuthLayout } from './auth-layout.tsx';
import classes from './auth.module.css';
import { isOwnPlace } from './next-place.ts';

/** Where the company's sign-in leads back to: finishes it, or asks what has to be known first. */
export default function SsoFinishPage() {
  const t = useText();
  const navigate = useNavigate();
  const { status, refresh } = useSession();
  const [params] = useSearchParams();
  const arrival = params.get('arrival') ?? '';
  const { attempt, busy, failure } = useAction(FinishSsoDocument);
  const [asked, setAsked] = useState<FinishSsoMutation['finishSso'] | null>(null);
  const begun = useRef(false);

  const finish = async (confirmed: boolean) => {
    const { data } = await attempt({ input: { arrival, confirmed } });
    if (!data) return;
    const { next, returnPath } = data.finishSso;
    if (next === 'CONFIRM' || next === 'LINK') {
      setAsked(data.finishSso);
      return;
    }
    await refresh();
    const place = isOwnPlace(returnPath) ? returnPath : '/';
    const query = place === '/' ? '' : `?next=${encodeURIComponent(place)}`;
    const step = {
      DONE: place,
      VERIFY_SECOND_FACTOR: `/second-factor${query}`,
      ENROL_SECOND_FACTOR: `/enrol${query}`,
    };
    await navigate(step[next], { replace: true, state: { signedIn: next === 'DONE' } });
  };

  useEffect(() => {
    // An arrival is good once: not again when React runs the effect twice. The old session is known before it ends.
    if (begun.current || status === 'loading' || arrival === '') return;
    begun.current = true;
    void finish(false);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the session is known
  }, [status]);

  if (asked?.next === 'CONFIRM') {
    return (
      <AuthLayout title={t('sso.confirm.title')} text={t('sso.confirm.text', { name: asked.name ?? '' })}>
        <div className={classes.form}>
          {failure && <FailureNotice failure={failure} />}
          <Button size="md" fullWidth loading={busy} onClick={() => void finish(true)}>
            {t('sso.confirm.submit')}
          </Button>
          <ToSignIn label={t('sso.confirm.no')} />
        </div>
      </AuthLayout>
    );
  }
  if (asked?.next === 'LINK') {
    return (
      <AuthLayout title={t('sso.link.title')} text={t('sso.link.first', { name: asked.name ?? '' })}>
        <div className={classes.form}>
          <Button
            component={Link}
            to={`/sso/link?arrival=${encodeURIComponent(arrival)}`}
            size="md"
            fullWidth
          >
            {t('sso.link.prove')}
          </Button>
          <ToSignIn label={t('action.cancel')} />
        </div>
      </AuthLayout>
    );
  }
  if (arrival === '') return <NothingBegun />;
  if (failure) {
    return (
      <AuthLayout title={t('sso.refused.title')}>
        <div className={classes.form}>
          <FailureNotice failure={failure} />
          <ToSignIn label={t('signUp.toSignIn')} />
        </div>
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title={t('sso.finish.title')} text={t('sso.finish.text')}>
      <ListSkeleton rows={3} />
    </AuthLayout>
  );
}

function ToSignIn({ label }: { label: string }) {
  return (
    <Button component={Link} to="/sign-in" variant="default" fullWidth>
      {label}
    </Button>
  );
}

/** Somebody opened this address by itself. */
function NothingBegun() {
  const t = useText();
  return (
    <AuthLayout title={t('sso.refused.title')} text={t('sso.finish.nothing')}>
      <ToSignIn label={t('signUp.toSignIn')} />
    </AuthLayout>
  );
}

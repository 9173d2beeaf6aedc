import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { ConfirmEmailChangeDocument, EmailChangeOfferDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useMe, useSession } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { saidDone } from '../../ui/toast.ts';
import { AuthLayout } from '../auth/auth-layout.tsx';
import classes from '../auth/auth.module.css';
import { useStepUp } from '../auth/use-step-up.tsx';

/**
 * What the mail to a new address opens, in a session of the account: one button changes the address. Opening the page
 * changes nothing, because scanners of mails open links, too.
 */
export default function ConfirmEmailPage() {
  const t = useText();
  const me = useMe();
  const [params] = useSearchParams();
  const token = params.get('token') ?? '';
  const isBound = me.connectionId !== null;
  const [done, setDone] = useState(false);
  const offer = useAnswer(
    EmailChangeOfferDocument,
    { token },
    { pause: token === '' || isBound || done, policy: 'network-only' },
  );
  const found = offer.data?.emailChangeOffer;
  const title = t('email.confirm.title');
  if (isBound) return <Elsewhere title={title} text={t('email.confirm.bound')} />;
  if (token === '' || offer.failure?.code === 'LINK_EXPIRED' || offer.failure?.code === 'INVALID_INPUT') {
    return (
      <AuthLayout title={t('signUp.invalid.title')} text={t('email.confirm.invalid', { email: me.email })}>
        <Button component={Link} to="/account/security" fullWidth>
          {t('email.security')}
        </Button>
      </AuthLayout>
    );
  }
  if (!found) {
    return (
      <AuthLayout title={title}>
        {offer.failure ? (
          <FailureNotice failure={offer.failure} onRetry={offer.reload} />
        ) : (
          <ListSkeleton rows={3} />
        )}
      </AuthLayout>
    );
  }
  if (!found.isOwn) return <Elsewhere title={title} text={t('email.confirm.foreign', { email: me.email })} />;
  return (
    <AuthLayout title={title} text={t('email.confirm.lead')}>
      <Confirm token={token} newEmail={found.email} onDone={() => setDone(true)} />
    </AuthLayout>
  );
}

/** Another account has to do this: signing out leads to signing in, and back to the link. */
function Elsewhere({ title, text }: { title: string; text: string }) {
  const t = useText();
  const { signOut } = useSession();
  return (
    <AuthLayout title={title} text={text}>
      <Button fullWidth onClick={() => void signOut()}>
        {t('email.otherAccount')}
      </Button>
    </AuthLayout>
  );
}

function Confirm(props: { token: string; newEmail: string; onDone: () => void }) {
  const t = useText();
  const me = useMe();
  const { refresh } = useSession();
  const navigate = useNavigate();
  const stepUp = useStepUp();
  const confirm = useAction(ConfirmEmailChangeDocument);
  const { failure } = confirm;
  const change = async () => {
    const { data } = await stepUp.run(() => confirm.attempt({ input: { token: props.token } }));
    if (!data) return;
    props.onDone();
    await refresh();
    await navigate('/account/security', { replace: true });
    saidDone(t('email.changed', { email: data.confirmEmailChange }));
  };
  return (
    <div className={classes.form}>
      <Address label={t('email.confirm.now')} email={me.email} />
      <Address label={t('email.confirm.new')} email={props.newEmail} />
      {failure && failure.code !== 'STEP_UP_REQUIRED' && <FailureNotice failure={failure} />}
      <Button size="md" fullWidth loading={confirm.busy} onClick={() => void change()}>
        {t('email.confirm.submit')}
      </Button>
      <Button component={Link} to="/account/security" variant="default" fullWidth>
        {t('action.cancel')}
      </Button>
      {stepUp.dialog}
    </div>
  );
}

function Address({ label, email }: { label: string; email: string }) {
  return (
    <div className={classes.who}>
      <div>
        <div>{label}</div>
        <strong>{email}</strong>
      </div>
    </div>
  );
}

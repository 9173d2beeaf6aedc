import { Button } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { AcceptInvitationDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useMe, useSession } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AuthLayout } from './auth-layout.tsx';
import classes from './auth.module.css';

/** Signed in with an invitation in hand: one button joins; another account's invitation asks to change accounts. */
export function JoinOrganization(props: {
  token: string;
  email: string;
  organization: string;
  onJoin: () => void;
}) {
  const t = useText();
  const me = useMe();
  const { signOut } = useSession();
  const navigate = useNavigate();
  const accept = useAction(AcceptInvitationDocument);
  const own = me.email.toLowerCase() === props.email.toLowerCase();
  // What came by a company's connection opens its Organization alone.
  const isBound = me.connectionId !== null;
  const join = async () => {
    props.onJoin();
    const data = await accept.run({ token: props.token });
    if (data) await navigate(`/o/${data.acceptInvitation.slug}`, { replace: true });
  };
  return (
    <AuthLayout
      title={t('join.title', { organization: props.organization })}
      text={t('join.text', { name: me.name })}
    >
      <div className={classes.form}>
        {!own && <Notice tone="warn">{t('join.otherAccount', { email: props.email, own: me.email })}</Notice>}
        {own && isBound && <Notice tone="warn">{t('join.bound')}</Notice>}
        {accept.failure && <FailureNotice failure={accept.failure} />}
        {own && !isBound ? (
          <Button size="md" fullWidth loading={accept.busy} onClick={() => void join()}>
            {t('join.submit')}
          </Button>
        ) : (
          <Button size="md" fullWidth variant="default" onClick={() => void signOut()}>
            {t('account.signOut')}
          </Button>
        )}
      </div>
    </AuthLayout>
  );
}

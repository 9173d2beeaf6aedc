import { Button, PasswordInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { PasswordResetOfferDocument, ResetPasswordDocument, type SignInStep } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { AuthLayout } from './auth-layout.tsx';
import classes from './auth.module.css';

/** What the link in the mail opens: a new password; the second factor comes next. */
export default function ResetPage() {
  const t = useText();
  const [params] = useSearchParams();
  const token = params.get('token') ?? '';
  const navigate = useNavigate();
  const { refresh } = useSession();
  const [done, setDone] = useState(false);
  const offer = useAnswer(
    PasswordResetOfferDocument,
    { token },
    { pause: token === '' || done, policy: 'network-only' },
  );
  const email = offer.data?.passwordResetOffer.email;
  if (token === '' || (offer.failure && !done)) {
    return (
      <AuthLayout title={t('signUp.invalid.title')} text={t('reset.invalid.text')}>
        {offer.failure && offer.failure.code !== 'LINK_EXPIRED' && (
          <FailureNotice failure={offer.failure} onRetry={offer.reload} />
        )}
        <Button component={Link} to="/forgot" fullWidth mt="md">
          {t('reset.sent.again')}
        </Button>
      </AuthLayout>
    );
  }
  if (email === undefined) {
    return (
      <AuthLayout title={t('reset.choose.title')}>
        <ListSkeleton rows={3} />
      </AuthLayout>
    );
  }
  const goOn = async (step: SignInStep) => {
    setDone(true);
    await refresh();
    await navigate(step === 'ENROL_SECOND_FACTOR' ? '/enrol' : '/second-factor', { replace: true });
  };
  return (
    <AuthLayout title={t('reset.choose.title')} text={t('reset.choose.text')}>
      <NewPassword token={token} email={email} onDone={goOn} />
    </AuthLayout>
  );
}

function NewPassword(props: { token: string; email: string; onDone: (step: SignInStep) => Promise<void> }) {
  const t = useText();
  const reset = useAction(ResetPasswordDocument);
  const [password, setPassword] = useState('');
  const isOfField = reset.failure?.field === 'password';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const data = await reset.run({ input: { token: props.token, password } });
    if (data) await props.onDone(data.resetPassword.next);
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <div className={classes.who}>{props.email}</div>
      <input type="hidden" name="username" autoComplete="username" value={props.email} readOnly />
      <PasswordInput
        label={t('field.newPassword')}
        description={t('field.newPassword.hint', { count: 8 })}
        autoComplete="new-password"
        autoFocus
        required
        withAsterisk={false}
        size="md"
        value={password}
        error={isOfField ? reset.failure?.message : undefined}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('field.password.show') }}
      />
      {reset.failure && !isOfField && <FailureNotice failure={reset.failure} />}
      <Button type="submit" size="md" fullWidth loading={reset.busy}>
        {t('reset.choose.submit')}
      </Button>
    </form>
  );
}

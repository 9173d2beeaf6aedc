import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { RequestPasswordResetDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { AuthLayout } from './auth-layout.tsx';
import { MailStep } from './mail-step.tsx';

/** Asks for a link for a new password. What comes next is the same whether or not there is an account. */
export default function ForgotPage() {
  const t = useText();
  const { state } = useLocation() as { state: { email?: string } | null };
  const request = useAction(RequestPasswordResetDocument);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const ask = async (email: string) => {
    if (await request.run({ input: { email } })) setSentTo(email);
  };
  if (sentTo !== null) {
    return (
      <AuthLayout title={t('reset.sent.title')} text={t('reset.sent.text', { email: sentTo })}>
        <p>{t('reset.sent.none')}</p>
        <Button variant="default" fullWidth mt="md" onClick={() => setSentTo(null)}>
          {t('reset.sent.again')}
        </Button>
        <ToSignIn />
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title={t('reset.ask.title')} text={t('reset.ask.text')}>
      <MailStep
        email={state?.email ?? ''}
        label={t('reset.ask.submit')}
        busy={request.busy}
        onDone={(email) => void ask(email)}
      >
        {request.failure && <FailureNotice failure={request.failure} />}
      </MailStep>
      <ToSignIn />
    </AuthLayout>
  );
}

function ToSignIn() {
  const t = useText();
  return (
    <Button component={Link} to="/sign-in" variant="subtle" size="compact-sm" fullWidth mt="sm">
      {t('signUp.toSignIn')}
    </Button>
  );
}

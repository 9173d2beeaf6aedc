import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { useMe } from '../../session/session.tsx';
import { AuthLayout } from './auth-layout.tsx';
import classes from './auth.module.css';

/** Where the security page opens the dialog that adds an app. */
const ADD_APP_PATH = '/account/security?add=app';

/** After signing in with a recovery code: a new app now, or on to where one was going. */
export function RecoveredStep({ next }: { next: string }) {
  const t = useText();
  const { recoveryCodesLeft } = useMe();
  return (
    <AuthLayout title={t('recovered.title')} text={t('recovered.text', { count: recoveryCodesLeft })}>
      <div className={classes.form}>
        <Button component={Link} to={ADD_APP_PATH} replace size="md" fullWidth autoFocus>
          {t('authenticator.setUp')}
        </Button>
        <Button
          component={Link}
          to={next}
          replace
          state={{ signedIn: true }}
          variant="subtle"
          color="gray"
          size="compact-sm"
          fullWidth
        >
          {t('recovered.later')}
        </Button>
      </div>
    </AuthLayout>
  );
}

import { Button } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { AuthLayout } from './auth-layout.tsx';
import classes from './auth.module.css';

/** One sentence, whatever was wrong with the answer of a company's sign-in; who administers it finds the reason by the id. */
export default function SsoRefusedPage() {
  const t = useText();
  const [params] = useSearchParams();
  const id = params.get('id') ?? '';
  return (
    <AuthLayout title={t('sso.refused.title')} text={t('sso.refused.text')}>
      <div className={classes.form}>
        {/^[\w-]{8,64}$/.test(id) && <p>{t('error.requestId', { id })}</p>}
        <Button component={Link} to="/sign-in" size="md" fullWidth>
          {t('signUp.toSignIn')}
        </Button>
      </div>
    </AuthLayout>
  );
}

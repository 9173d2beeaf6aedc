import { Button } from '@mantine/core';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { LinkSsoDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useMe } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { AuthLayout } from './auth-layout.tsx';
import classes from './auth.module.css';
import { isOwnPlace } from './next-place.ts';

/** Signed in by one's own means: one button connects the account with the company's sign-in. */
export default function SsoLinkPage() {
  const t = useText();
  const me = useMe();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { run, busy, failure } = useAction(LinkSsoDocument);
  const link = async () => {
    const data = await run({ arrival: params.get('arrival') ?? '' });
    if (!data) return;
    const { returnPath } = data.linkSso;
    await navigate(isOwnPlace(returnPath) ? returnPath : '/', { replace: true });
  };
  return (
    <AuthLayout title={t('sso.link.title')} text={t('sso.link.text', { email: me.email })}>
      <div className={classes.form}>
        {failure && <FailureNotice failure={failure} />}
        <Button size="md" fullWidth loading={busy} onClick={() => void link()}>
          {t('sso.link.submit')}
        </Button>
        <Button component={Link} to="/" variant="default" fullWidth>
          {t('action.cancel')}
        </Button>
      </div>
    </AuthLayout>
  );
}

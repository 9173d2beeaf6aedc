import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { SessionsDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useMe } from '../../session/session.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import classes from './account.module.css';

const ReplaceAppDialog = lazy(() => import('./replace-app-dialog.tsx'));
const REPLACE = 'replace-app';

/** The authenticator app, and replacing it; offered plainly to whoever signed in without it. */
export function AuthenticatorSection() {
  const t = useText();
  const me = useMe();
  const { data } = useAnswer(SessionsDocument, {});
  const [params, setParams] = useSearchParams();
  const current = data?.sessions.find((session) => session.current);
  const recovered = current?.authenticatedBy === 'password+recovery_code';
  const open = () => setParams({ [REPLACE]: '' });
  const close = () => setParams({}, { replace: true });
  return (
    <Section title={t('authenticator.title')} text={t('authenticator.text')}>
      <div className={classes.narrow}>
        {recovered && (
          <Notice tone="warn">{t('authenticator.recovered', { count: me.recoveryCodesLeft })}</Notice>
        )}
        <Button variant={recovered ? 'filled' : 'default'} onClick={open}>
          {recovered ? t('authenticator.setUp') : t('authenticator.replace')}
        </Button>
      </div>
      {params.has(REPLACE) && (
        <Suspense>
          <ReplaceAppDialog withoutApp={recovered} onClose={close} />
        </Suspense>
      )}
    </Section>
  );
}

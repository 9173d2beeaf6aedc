import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Provider } from 'urql';
import type { BarredEntry } from '../../client/session-signal.ts';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { clientFor } from '../../client/urql-client.ts';
import { SsoConnectionsDocument, VerifyPasskeyDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { CompanyButton } from '../../session/company-button.tsx';
import { useSession } from '../../session/session.tsx';
import { SignInAgain } from '../../session/sign-in-again.tsx';
import { WakeDialog } from '../../session/wake-dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { PasskeyButton } from '../auth/passkey-button.tsx';
import classes from './entry-refused.module.css';

const TEXTS = {
  SSO_REQUIRED: 'entry.text.sso',
  FACTOR: 'entry.text.factor',
  IDLE: 'entry.text.idle',
  TOO_OLD: 'entry.text.old',
  ADDRESS: 'entry.text.address',
  PASSWORD: 'entry.text.password',
} as const;

/** An Organization's policy asks for something first: what it is, and the way there. The other places stay open. */
export default function EntryRefused(props: { barred: BarredEntry; onDone: () => void }) {
  const t = useText();
  const { reason, organization } = props.barred;
  const { me } = useSession();
  // In a session by the company the person's own passkeys are not set up: the identity provider asserts one.
  const asksProvider =
    reason === 'FACTOR' && Boolean(me?.connectionId) && !me?.secondFactors.includes('PASSKEY');
  const title = t('entry.title', { organization: organization.name });
  useTitle(title);
  return (
    <Provider value={clientFor(null)}>
      <main id="main" tabIndex={-1} className={classes.page}>
        <Empty
          isPage
          icon={<IconLock size={22} />}
          title={title}
          action={
            <div className={classes.ways}>
              <Ways {...props} />
              {/* A session by the company opens no other Organization. */}
              {!me?.connectionId && <Link to="/organizations">{t('entry.others')}</Link>}
            </div>
          }
        >
          {t(asksProvider ? 'entry.text.factorByCompany' : TEXTS[reason])}
        </Empty>
      </main>
    </Provider>
  );
}

function Ways({ barred: { reason, organization }, onDone }: { barred: BarredEntry; onDone: () => void }) {
  const t = useText();
  switch (reason) {
    case 'SSO_REQUIRED':
      return <Companies slug={organization.slug} />;
    case 'FACTOR':
      return <OwnPasskey onDone={onDone} />;
    case 'PASSWORD':
      return (
        <Button component={Link} to="/account/security">
          {t('entry.changePassword')}
        </Button>
      );
    case 'ADDRESS':
      return <Button onClick={onDone}>{t('action.retry')}</Button>;
    default:
      return <Again isIdle={reason === 'IDLE'} organization={organization.name} onDone={onDone} />;
  }
}

function Companies({ slug }: { slug: string }) {
  const t = useText();
  const { data } = useAnswer(SsoConnectionsDocument, { slug });
  return data?.ssoConnections.map(({ id, name }) => (
    <CompanyButton key={id} connectionId={id} label={t('company.signInBy', { name })} />
  ));
}

function OwnPasskey({ onDone }: { onDone: () => void }) {
  const t = useText();
  const { me, refresh } = useSession();
  const verify = useAction(VerifyPasskeyDocument);
  const onShown = async (response: string) => {
    if (!(await verify.run({ input: { response } }))) return;
    await refresh();
    onDone();
  };
  if (me?.secondFactors.includes('PASSKEY')) {
    return (
      <PasskeyButton label={t('passkey.use')} busy={verify.busy} failure={verify.failure} onShown={onShown} />
    );
  }
  if (me?.connectionId) return <CompanyButton connectionId={me.connectionId} label={t('company.signIn')} />;
  return (
    <Button component={Link} to="/account/security">
      {t('entry.addPasskey')}
    </Button>
  );
}

function Again(props: { isIdle: boolean; organization: string; onDone: () => void }) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const AskAgain = props.isIdle ? WakeDialog : SignInAgain;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(props.isIdle ? 'entry.wake' : 'entry.signInAgain')}</Button>
      {isAsking && <AskAgain organization={props.organization} onDone={props.onDone} />}
    </>
  );
}

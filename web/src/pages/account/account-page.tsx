import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../session/session.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { AvatarSection } from './avatar-section.tsx';
import { AuthenticatorSection } from './authenticator-section.tsx';
import { PasskeySection } from './passkey-section.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileForm } from './profile-form.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { SessionList } from './session-list.tsx';

/** One's own account: profile, sessions, second factor, password. */
export default function AccountPage() {
  const t = useText();
  const { signOut } = useSession();
  return (
    <Page
      title={t('account.title')}
      top={
        <nav aria-label={t('frame.breadcrumb')}>
          <Button
            component={Link}
            to="/"
            variant="subtle"
            color="gray"
            m="sm"
            leftSection={<IconArrowLeft size={16} />}
          >
            {t('account.back')}
          </Button>
        </nav>
      }
      actions={
        <Button variant="default" onClick={() => void signOut()}>
          {t('account.signOut')}
        </Button>
      }
    >
      <Section title={t('account.profile')}>
        <ProfileForm />
      </Section>
      <AvatarSection />
      <Section title={t('sessions.title')} text={t('sessions.text')}>
        <SessionList />
      </Section>
      <AuthenticatorSection />
      <PasskeySection />
      <RecoverySection />
      <Section title={t('password.title')} text={t('password.text')}>
        <PasswordForm />
      </Section>
    </Page>
  );
}

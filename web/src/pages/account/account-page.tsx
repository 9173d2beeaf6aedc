import { Button } from '@mantine/core';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../session/session.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { AccountNav } from './account-nav.tsx';
import { AvatarSection } from './avatar-section.tsx';
import { ProfileForm } from './profile-form.tsx';

/** One's own account: profile and picture. */
export default function AccountPage() {
  const t = useText();
  const { signOut } = useSession();
  return (
    <Page
      title={t('account.title')}
      top={<AccountNav />}
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
    </Page>
  );
}

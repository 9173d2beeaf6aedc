import { useText } from '../../i18n/text.ts';
import { useMe } from '../../session/session.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { AccountNav } from './account-nav.tsx';
import { EmailSection } from './email-section.tsx';
import { FactorSection } from './factor-section.tsx';
import { PasswordForm } from './password-form.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { SessionList } from './session-list.tsx';
import { SignInList } from './sign-in-list.tsx';

/** What protects one's own account: second factors, recovery codes, the password, and where one is signed in. */
export default function SecurityPage() {
  const t = useText();
  const { connectionId } = useMe();
  // Who came by an Organization's connection acts for it alone: what is the person's own stays closed.
  const isBound = connectionId !== null;
  return (
    <Page title={t('security.title')} text={t('security.text')} top={<AccountNav />}>
      {isBound ? <Notice tone="info">{t('security.bound')}</Notice> : <OwnMeans />}
      <Section title={t('sessions.title')} text={t('sessions.text')}>
        <SessionList />
      </Section>
      {!isBound && (
        <Section title={t('signIns.title')} text={t('signIns.text')}>
          <SignInList />
        </Section>
      )}
    </Page>
  );
}

function OwnMeans() {
  const t = useText();
  const { hasPassword } = useMe();
  return (
    <>
      <EmailSection />
      <FactorSection />
      <RecoverySection />
      {hasPassword && (
        <Section title={t('password.title')} text={t('password.text')}>
          <PasswordForm />
        </Section>
      )}
    </>
  );
}

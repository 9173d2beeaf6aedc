import { useText } from '../../i18n/text.ts';
import { useMe } from '../../session/session.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { AccountNav } from './account-nav.tsx';
import { FactorSection } from './factor-section.tsx';
import { PasswordForm } from './password-form.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { SessionList } from './session-list.tsx';

/** What protects one's own account: second factors, recovery codes, the password, and where one is signed in. */
export default function SecurityPage() {
  const t = useText();
  const { hasPassword } = useMe();
  return (
    <Page title={t('security.title')} text={t('security.text')} top={<AccountNav />}>
      <FactorSection />
      <RecoverySection />
      {hasPassword && (
        <Section title={t('password.title')} text={t('password.text')}>
          <PasswordForm />
        </Section>
      )}
      <Section title={t('sessions.title')} text={t('sessions.text')}>
        <SessionList />
      </Section>
    </Page>
  );
}

import { Button } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import type { SignInOptionsQuery } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import classes from './auth.module.css';
import { useCompanySignIn } from './use-company-sign-in.ts';

/** The company's sign-in for an address whose domain has one; the password stays a way in. */
export function CompanyStep(props: {
  email: string;
  connections: SignInOptionsQuery['signInOptions']['connections'];
  next: string;
  onBack: () => void;
  onPassword: () => void;
}) {
  const t = useText();
  const company = useCompanySignIn();
  return (
    <div className={classes.form}>
      <div className={classes.who}>
        <span>{props.email}</span>
        <Button variant="subtle" size="compact-sm" onClick={props.onBack}>
          {t('action.change')}
        </Button>
      </div>
      {props.connections.map(({ id, name }, index) => (
        <Button
          key={id}
          size="md"
          fullWidth
          autoFocus={index === 0}
          data-autofocus={index === 0 || undefined}
          leftSection={<IconBuilding size={18} aria-hidden />}
          loading={company.leaving === id}
          disabled={company.leaving !== null && company.leaving !== id}
          onClick={() =>
            void company.go({ connectionId: id, returnPath: props.next, loginHint: props.email })
          }
        >
          {t('sso.signIn', { name })}
        </Button>
      ))}
      {company.failure && <FailureNotice failure={company.failure} />}
      <Button variant="subtle" size="compact-sm" fullWidth onClick={props.onPassword}>
        {t('sso.password')}
      </Button>
    </div>
  );
}

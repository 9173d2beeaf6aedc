import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, NavLink } from 'react-router';
import { useText } from '../../i18n/text.ts';
import classes from './account.module.css';

/** The pages of one's own account, and the way back. */
export function AccountNav() {
  const t = useText();
  return (
    <nav aria-label={t('account.pages')} className={classes.nav}>
      <Button component={Link} to="/" variant="subtle" color="gray" leftSection={<IconArrowLeft size={16} />}>
        {t('account.back')}
      </Button>
      <NavLink to="/account" end>
        {t('account.profile')}
      </NavLink>
      <NavLink to="/account/security">{t('security.title')}</NavLink>
      <NavLink to="/account/data">{t('data.title')}</NavLink>
    </nav>
  );
}

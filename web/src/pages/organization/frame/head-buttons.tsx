import { Avatar, UnstyledButton } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';
import { useText } from '../../../i18n/text.ts';
import { useMe } from '../../../session/session.tsx';
import { useOrganization } from '../organization-context.ts';
import classes from './sidebar.module.css';

type ButtonProps = ComponentPropsWithRef<'button'>;

/** Button of the Organization one is in. */
export function OrganizationButton(props: ButtonProps) {
  const t = useText();
  const { name } = useOrganization();
  return (
    <UnstyledButton {...props} className={classes.head}>
      <b className="k-quiet">{t('organization.switch', { name })}</b>
      <Avatar name={name} color="iris" variant="filled" radius="md" size={28} aria-hidden />
      <span aria-hidden>{name}</span>
      <IconSelector size={16} aria-hidden />
    </UnstyledButton>
  );
}

/** Button of one's own account. */
export function AccountButton(props: ButtonProps) {
  const t = useText();
  const { name } = useMe();
  return (
    <UnstyledButton {...props} className={classes.head}>
      <b className="k-quiet">{t('account.menu', { name })}</b>
      <Avatar name={name} color="gray" size={28} aria-hidden />
      <span aria-hidden>{name}</span>
    </UnstyledButton>
  );
}

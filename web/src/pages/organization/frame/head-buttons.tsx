import { Avatar, UnstyledButton } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { OwnAvatarDocument } from '../../../gql/graphql.ts';
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
  const url = useAnswer(OwnAvatarDocument, {}).data?.me?.user?.avatarUrl ?? null;
  return (
    <UnstyledButton {...props} className={classes.head}>
      <b className="k-quiet">{t('account.menu', { name })}</b>
      <Avatar src={url} name={name} color="gray" size={28} aria-hidden imageProps={{ alt: '' }} />
      <span aria-hidden>{name}</span>
    </UnstyledButton>
  );
}

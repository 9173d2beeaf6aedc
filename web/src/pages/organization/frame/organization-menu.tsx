import { Avatar, Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { MyOrganizationsDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { useOrganization } from '../organization-context.ts';
import classes from './sidebar.module.css';

/** Which Organization one is in, and the others one belongs to. */
export function OrganizationMenu() {
  const t = useText();
  const organization = useOrganization();
  const [opened, setOpened] = useState(false);
  const mine = useAnswer(MyOrganizationsDocument, {}, { pause: !opened }).data?.myOrganizations ?? [];
  return (
    <Menu position="bottom-start" width={252} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <UnstyledButton className={classes.head}>
          <b className="k-quiet">{t('organization.switch', { name: organization.name })}</b>
          <Avatar name={organization.name} color="iris" variant="filled" radius="md" size={28} aria-hidden />
          <span aria-hidden>{organization.name}</span>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {mine.map((one) => (
          <Menu.Item
            key={one.id}
            component={Link}
            to={`/o/${one.slug}`}
            rightSection={one.id === organization.id ? <IconCheck size={15} aria-hidden /> : null}
          >
            {one.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/organizations" leftSection={<IconPlus size={15} aria-hidden />}>
          {t('organization.all')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

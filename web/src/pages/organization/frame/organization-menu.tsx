import { Menu } from '@mantine/core';
import { IconCheck, IconDoorExit, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { MyOrganizationsDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { useOpenAtOnce } from '../../../ui/use-on-demand.ts';
import { useOrganization } from '../organization-context.ts';
import { OrganizationButton } from './head-buttons.tsx';

/** The other Organizations one belongs to. */
export default function OrganizationMenu() {
  const t = useText();
  const organization = useOrganization();
  const [opened, setOpened] = useOpenAtOnce();
  const mine = useAnswer(MyOrganizationsDocument, {}, { pause: !opened }).data?.myOrganizations ?? [];
  return (
    <Menu position="bottom-start" width={252} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <OrganizationButton autoFocus />
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
        <Menu.Item
          component={Link}
          to={`/o/${organization.slug}/leave`}
          leftSection={<IconDoorExit size={15} aria-hidden />}
        >
          {t('members.leave')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsExchange, IconBan, IconDots, IconHistory, IconKey, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAction } from '../../../client/use-action.ts';
import { CreateServiceAccountSecretDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { saidFailed } from '../../../ui/toast.ts';
import { RevokeDialog } from './revoke-dialog.tsx';
import type { ShownSecret } from './secret-dialog.tsx';
import { ServiceAccountDialog } from './service-account-dialog.tsx';
import { isForDirectory, type ServiceAccountView } from './service-account-view.ts';
import { TakeOverDialog } from './take-over-dialog.tsx';
import { useStepUp } from '../../auth/use-step-up.tsx';

/** What the reader may do with a service account. */
export function ServiceAccountActions(props: {
  account: ServiceAccountView;
  onSecret: (secret: ShownSecret) => void;
}) {
  const t = useText();
  const { org = '' } = useParams();
  const { account } = props;
  const stepUp = useStepUp();
  const addSecret = useAction(CreateServiceAccountSecretDocument);
  const [open, setOpen] = useState<'edit' | 'revoke' | 'takeOver' | null>(null);
  const close = () => setOpen(null);
  const newSecret = async () => {
    const { data, failure } = await stepUp.run(() => addSecret.attempt({ serviceAccountId: account.id }));
    if (failure) saidFailed(failure, t);
    if (!data) return;
    const { token } = data.createServiceAccountSecret;
    const isSecond = account.secrets.length > 0;
    props.onSecret({ name: account.name, token, isSecond, isForDirectory: isForDirectory(account) });
  };
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon aria-label={t('service.actions', { name: account.name })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {account.viewerMayChange && (
            <>
              <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setOpen('edit')}>
                {t('service.edit')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconKey size={16} />}
                disabled={account.secrets.length >= 2 || account.state !== 'ACTIVE'}
                onClick={() => void newSecret()}
              >
                {t('service.newSecret')}
              </Menu.Item>
            </>
          )}
          {account.viewerMayTakeOver && (
            <Menu.Item leftSection={<IconArrowsExchange size={16} />} onClick={() => setOpen('takeOver')}>
              {t('service.takeOver')}
            </Menu.Item>
          )}
          <Menu.Item
            component={Link}
            to={`/o/${org}/admin/audit?actor=${account.id}`}
            leftSection={<IconHistory size={16} />}
          >
            {t('service.trail')}
          </Menu.Item>
          {account.viewerMayRevoke && (
            <Menu.Item
              className="k-danger"
              leftSection={<IconBan size={16} />}
              onClick={() => setOpen('revoke')}
            >
              {t('service.revoke')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'edit' && (
        <ServiceAccountDialog account={account} onClose={close} onSecret={props.onSecret} />
      )}
      {open === 'revoke' && <RevokeDialog account={account} onClose={close} />}
      {open === 'takeOver' && <TakeOverDialog account={account} onClose={close} />}
      {stepUp.dialog}
    </>
  );
}

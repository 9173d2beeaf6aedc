import { Button, Stack } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useAction } from '../client/use-action.ts';
import { StartSsoDocument } from '../gql/graphql.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';

/** Leads to the company's sign-in and back to this very place; what was typed waits on this device. */
export function CompanyButton(props: { connectionId: string; label: string }) {
  const start = useAction(StartSsoDocument);
  const go = async () => {
    const { pathname, search, hash } = window.location;
    const returnPath = pathname + search + hash;
    const data = await start.run({ input: { connectionId: props.connectionId, returnPath, fresh: true } });
    if (data) window.location.assign(data.startSso.redirectUrl);
  };
  return (
    <Stack gap="sm" mt="sm">
      <Button
        variant="default"
        fullWidth
        leftSection={<IconBuilding size={18} aria-hidden />}
        loading={start.busy}
        onClick={() => void go()}
      >
        {props.label}
      </Button>
      {start.failure && <FailureNotice failure={start.failure} />}
    </Stack>
  );
}

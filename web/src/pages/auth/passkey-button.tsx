import { Button, Stack } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import type { Failure } from '../../ui/failure.ts';
import { Notice } from '../../ui/notice.tsx';
import { knowsPasskeys } from './passkey-problem.ts';
import { usePasskey } from './use-passkey.ts';

/** Shows a passkey and hands the browser's answer on; nothing where the browser knows none. */
export function PasskeyButton(props: {
  label: string;
  busy: boolean;
  failure: Failure | null;
  onShown: (response: string) => Promise<unknown>;
}) {
  const passkey = usePasskey();
  if (!knowsPasskeys()) return null;
  const use = async () => {
    const response = await passkey.show();
    if (response !== null) await props.onShown(response);
  };
  const failure = passkey.failure ?? props.failure;
  return (
    <Stack gap="sm" mt="sm">
      <Button
        variant="default"
        fullWidth
        leftSection={<IconFingerprint size={18} aria-hidden />}
        loading={passkey.busy || props.busy}
        onClick={() => void use()}
      >
        {props.label}
      </Button>
      {passkey.problem && (
        <div role="alert">
          <Notice tone="warn">{passkey.problem}</Notice>
        </div>
      )}
      {failure && <FailureNotice failure={failure} />}
    </Stack>
  );
}

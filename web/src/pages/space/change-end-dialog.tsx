import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { GrantSpaceAccessDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { saidDone } from '../../ui/toast.ts';
import { fieldOf, momentOf, UntilField } from '../../ui/until-field.tsx';
import { nameOf, type GrantView } from './holder.tsx';

/** Gives the same role anew with another end, or without one. */
export function ChangeEndDialog(props: { spaceId: string; grant: GrantView; onClose: () => void }) {
  const t = useText();
  const { spaceId, grant, onClose } = props;
  const give = useAction(GrantSpaceAccessDocument);
  const [until, setUntil] = useState(fieldOf(grant.until));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { user, group, role } = grant;
    const input = {
      spaceId,
      userId: user?.id ?? null,
      groupId: group?.id ?? null,
      role: role.id,
      until: momentOf(until),
    };
    if (!(await give.run({ input }))) return;
    saidDone(t('share.changed'));
    onClose();
  };
  const { failure } = give;
  return (
    <Dialog onClose={onClose} title={t('share.changeEndFor', { name: nameOf(grant, t) })}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <UntilField
          value={until}
          onChange={setUntil}
          error={failure?.field === 'until' ? failure.message : undefined}
        />
        {failure && failure.field !== 'until' && <FailureNotice failure={failure} />}
        <Button type="submit" loading={give.busy}>
          {t('action.save')}
        </Button>
      </FormStack>
    </Dialog>
  );
}

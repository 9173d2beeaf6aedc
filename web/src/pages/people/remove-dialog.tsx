import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import { RemoveMembersDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { saidDone } from '../../ui/toast.ts';
import dialogs from '../document/parts/dialogs.module.css';
import { LeavingPreview, useLeaving } from './leaving-preview.tsx';
import type { Heirs } from './successor-fields.tsx';
import type { MemberView } from './member-view.ts';
import { RefusedMembers } from './refused-members.tsx';

/** Ends memberships, after showing what goes with them: of all, or of nobody. */
export function RemoveDialog(props: {
  members: readonly MemberView[];
  onClose: () => void;
  onDone?: () => void;
}) {
  const t = useText();
  const { members } = props;
  const memberIds = members.map(({ id }) => id);
  const answer = useLeaving(memberIds);
  const remove = useAction(RemoveMembersDocument);
  const [heirs, setHeirs] = useState<Heirs>({});
  const [first] = members;
  const name = first?.user?.name ?? t('person.unknown');
  const submit = async () => {
    const successors = Object.entries(heirs).map(([spaceId, userId]) => ({ spaceId, userId }));
    if (!(await remove.run({ input: { memberIds, successors } }))) return;
    saidDone(t('members.removedMany', { count: members.length }));
    props.onDone?.();
    props.onClose();
  };
  const title =
    members.length === 1
      ? t('members.remove.title', { name })
      : t('members.removeMany.title', { count: members.length });
  return (
    <Dialog onClose={props.onClose} size="lg" title={title}>
      <div className={dialogs.stack}>
        {members.length === 1 && <p>{t('members.remove.text', { name })}</p>}
        <LeavingPreview answer={answer} memberIds={memberIds} heirs={heirs} onHeirs={setHeirs} />
        {remove.failure && <RefusedMembers failure={remove.failure} members={members} />}
        <div className={dialogs.answers}>
          <Button variant="default" data-autofocus onClick={props.onClose}>
            {t('action.cancel')}
          </Button>
          <Button
            color="red"
            variant="light"
            disabled={!answer.isReady(heirs)}
            loading={remove.busy}
            onClick={() => void submit()}
          >
            {t('members.removeMany')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

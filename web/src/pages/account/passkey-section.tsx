import { Badge, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { PasskeysDocument, RemovePasskeyDocument, type PasskeysQuery } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Section } from '../../ui/page.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { saidDone, saidFailed } from '../../ui/toast.ts';
import { knowsPasskeys } from '../auth/passkey-problem.ts';
import { useStepUp } from '../auth/use-step-up.tsx';
import { AddPasskeyDialog } from './add-passkey-dialog.tsx';
import { RenamePasskeyDialog } from './rename-passkey-dialog.tsx';

type Passkey = PasskeysQuery['passkeys'][number];

/** Passkeys and security keys: what there is, with its last use, and adding, naming and removing. */
export function PasskeySection() {
  const t = useText();
  const { data, failure, loading, reload } = useAnswer(PasskeysDocument, {});
  const remove = useAction(RemovePasskeyDocument);
  const stepUp = useStepUp();
  const [adding, setAdding] = useState(false);
  const [renaming, setRenaming] = useState<Passkey | null>(null);
  const end = async (passkey: Passkey) => {
    const answer = await stepUp.run(() => remove.attempt({ passkeyId: passkey.id }));
    if (answer.failure) saidFailed(answer.failure, t);
    else if (answer.data) {
      saidDone(t('passkey.removed', { name: passkey.name }));
      reload();
    }
  };
  const passkeys = data?.passkeys ?? [];
  return (
    <Section title={t('passkey.title')} text={t('passkey.text')}>
      {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
      {loading && <ListSkeleton rows={2} />}
      {data && passkeys.length === 0 && <Empty title={t('passkey.none')} />}
      {passkeys.length > 0 && (
        <Table
          label={t('passkey.title')}
          head={[t('passkey.name'), t('passkey.since'), t('passkey.lastUsed'), '']}
          rows={passkeys.map((passkey) => ({
            key: passkey.id,
            cells: [
              <span key="name">
                {passkey.name} {passkey.isBackedUp && <Badge color="gray">{t('passkey.synced')}</Badge>}
              </span>,
              <Time key="since" at={passkey.createdAt} />,
              passkey.lastUsedAt ? <Time key="used" at={passkey.lastUsedAt} /> : t('passkey.neverUsed'),
              <Group key="do" gap="xs" wrap="nowrap">
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('passkey.renameOne', { name: passkey.name })}
                  onClick={() => setRenaming(passkey)}
                >
                  {t('passkey.rename')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('passkey.removeOne', { name: passkey.name })}
                  onClick={() => void end(passkey)}
                >
                  {t('passkey.remove')}
                </Button>
              </Group>,
            ],
          }))}
        />
      )}
      {knowsPasskeys() && (
        <Button variant="default" mt="sm" onClick={() => setAdding(true)}>
          {t('passkey.add')}
        </Button>
      )}
      {adding && <AddPasskeyDialog stepUp={stepUp.run} onClose={() => setAdding(false)} onDone={reload} />}
      {renaming && (
        <RenamePasskeyDialog passkey={renaming} onClose={() => setRenaming(null)} onDone={reload} />
      )}
      {stepUp.dialog}
    </Section>
  );
}

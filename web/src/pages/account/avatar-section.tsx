import { Avatar, Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { uploadAvatar } from '../../client/uploads/upload-avatar.ts';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { OwnAvatarDocument, RemoveAvatarDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useMe } from '../../session/session.tsx';
import type { Failure } from '../../ui/failure.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Section } from '../../ui/page.tsx';
import { saidDone } from '../../ui/toast.ts';
import classes from './account.module.css';

/** Most bytes of a picture as it is sent; what is kept is smaller. */
const MOST_BYTES = 8 * 1024 * 1024;

/** One's own picture: shown to the people of one's Organizations, re-made by the server, optional. */
export function AvatarSection() {
  const t = useText();
  const { name } = useMe();
  const { data, reload } = useAnswer(OwnAvatarDocument, {}, { policy: 'cache-and-network' });
  const removing = useAction(RemoveAvatarDocument);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const url = data?.me?.user?.avatarUrl ?? null;
  const send = async (file: File) => {
    setFailure(null);
    if (file.size > MOST_BYTES) {
      const message = t('avatar.tooLarge');
      setFailure({ code: 'INVALID_INPUT', message, field: null, requestId: null, details: null });
      return;
    }
    setBusy(true);
    const refused = await uploadAvatar(file);
    setBusy(false);
    setFailure(refused);
    if (refused) return;
    reload();
    saidDone(t('avatar.done'));
  };
  const remove = async () => {
    setFailure(null);
    if (!(await removing.run({}))) return;
    reload();
    saidDone(t('avatar.removed'));
  };
  return (
    <Section title={t('avatar.title')} text={t('avatar.hint')}>
      <div className={classes.avatar}>
        <Avatar src={url} name={name} alt={url ? t('avatar.own') : t('avatar.none')} size={72} color="gray" />
        <FileButton
          accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
          onChange={(file) => file && void send(file)}
        >
          {(props) => (
            <Button {...props} variant="default" loading={busy}>
              {url ? t('avatar.change') : t('avatar.choose')}
            </Button>
          )}
        </FileButton>
        {url && (
          <Button variant="subtle" color="gray" loading={removing.busy} onClick={() => void remove()}>
            {t('avatar.remove')}
          </Button>
        )}
      </div>
      {(failure ?? removing.failure) && <FailureNotice failure={(failure ?? removing.failure)!} />}
    </Section>
  );
}

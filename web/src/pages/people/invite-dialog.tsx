import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { InviteForm, type InviteDraft } from './invite-form.tsx';
import { InvitePreview } from './invite-preview.tsx';

const EMPTY: InviteDraft = { text: '', role: null, spaceId: null, spaceRole: 'space.viewer', until: '' };

/** Invites people in two steps: the list is read and shown line by line, then it is sent. */
export default function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const [draft, setDraft] = useState(EMPTY);
  const [isChecked, setChecked] = useState(false);
  return (
    <Dialog
      onClose={onClose}
      size={isChecked ? 'xl' : 'lg'}
      title={isChecked ? t('invite.preview') : t('invite.title')}
    >
      {isChecked ? (
        <InvitePreview draft={draft} onBack={() => setChecked(false)} onSent={onClose} />
      ) : (
        <InviteForm draft={draft} onChange={setDraft} onCheck={() => setChecked(true)} />
      )}
    </Dialog>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import dialogs from '../parts/dialogs.module.css';
import { moveKey, MoveEffectNotice } from './move-effect-notice.tsx';

/** Asks before a document that was dragged comes under a restriction, or out of one. */
export default function ConfirmMove(props: {
  document: { title: string };
  move: { documentId: string; spaceId: string; parentId: string | null };
  onClose: () => void;
  onMove: () => void;
}) {
  const t = useText();
  const [known, setKnown] = useState('');
  return (
    <Dialog onClose={props.onClose} title={t('move.title', { title: props.document.title })}>
      <div className={dialogs.stack}>
        <MoveEffectNotice move={props.move} onKnown={setKnown} />
        <div className={dialogs.answers}>
          <Button variant="default" onClick={props.onClose}>
            {t('action.cancel')}
          </Button>
          <Button disabled={known !== moveKey(props.move)} onClick={props.onMove}>
            {t('move.action')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

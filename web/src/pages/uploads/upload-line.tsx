import { ActionIcon, Button, FileButton, Progress } from '@mantine/core';
import { IconCheck, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { UploadQueue } from '../../client/uploads/upload-queue.ts';
import type { Upload, UploadState } from '../../client/uploads/upload.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { usePercent, useText } from '../../i18n/text.ts';
import { useUploadReason } from './use-upload-reason.ts';
import classes from './uploads.module.css';

const PAUSABLE: readonly UploadState[] = ['queued', 'sending', 'offline', 'paused'];

/** One upload: name, progress, state in words, and what can be done. */
export function UploadLine({ upload, queue }: { upload: Upload; queue: UploadQueue }) {
  const t = useText();
  const percent = usePercent();
  const { id, name, size, sent, state } = upload;
  const share = size === 0 ? 0 : sent / size;
  const isDone = state === 'done';
  return (
    <li className={classes.line} data-state={state}>
      <div className={classes.top}>
        <bdi className={classes.name} title={name}>
          {name}
        </bdi>
        {isDone ? <IconCheck size={17} className={classes.good} aria-hidden /> : null}
        {PAUSABLE.includes(state) && <PauseButton upload={upload} queue={queue} />}
        {!isDone && (
          <ActionIcon size={26} aria-label={t('upload.cancel', { name })} onClick={() => queue.cancel(id)}>
            <IconX size={16} />
          </ActionIcon>
        )}
      </div>
      {!isDone && state !== 'failed' && (
        <Progress
          size={5}
          value={share * 100}
          color={state === 'sending' ? 'iris' : 'gray'}
          aria-label={t('upload.progress', { name, percent: percent(share) })}
        />
      )}
      <UploadStateText upload={upload} queue={queue} />
    </li>
  );
}

/** One button for both, so that the focus stays on it. */
function PauseButton({ upload: { id, name, state }, queue }: { upload: Upload; queue: UploadQueue }) {
  const t = useText();
  const rests = state === 'paused';
  return (
    <ActionIcon
      size={26}
      aria-label={t(rests ? 'upload.resume' : 'upload.pause', { name })}
      onClick={() => (rests ? queue.resume(id) : queue.pause(id))}
    >
      {rests ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
    </ActionIcon>
  );
}

function UploadStateText({ upload, queue }: { upload: Upload; queue: UploadQueue }) {
  const t = useText();
  const percent = usePercent();
  const sizes = useSizes();
  const reason = useUploadReason();
  const share = percent(upload.size === 0 ? 0 : upload.sent / upload.size);
  switch (upload.state) {
    case 'sending':
      return <p>{t('upload.sending', { sent: sizes(upload.sent), size: sizes(upload.size) })}</p>;
    case 'paused':
      return <p>{t('upload.paused', { percent: share })}</p>;
    case 'lost':
      return <ChooseAgain upload={upload} queue={queue} share={share} />;
    case 'failed':
      return (
        <>
          <p className={classes.bad}>{reason(upload)}</p>
          {upload.failure?.code !== 'INVALID_INPUT' && (
            <Button size="compact-xs" variant="default" onClick={() => queue.resume(upload.id)}>
              {t('upload.retry')}
            </Button>
          )}
        </>
      );
    default:
      return <p>{t(`upload.${upload.state}`)}</p>;
  }
}

function ChooseAgain({ upload, queue, share }: { upload: Upload; queue: UploadQueue; share: string }) {
  const t = useText();
  const [wrong, setWrong] = useState(false);
  return (
    <>
      <p>{t('upload.lost', { percent: share })}</p>
      {wrong && (
        <p className={classes.bad} role="alert">
          {t('upload.again.wrong', { name: upload.name })}
        </p>
      )}
      <FileButton onChange={(file) => file && setWrong(!queue.choose(upload.id, file))}>
        {(props) => (
          <Button {...props} size="compact-xs" variant="default">
            {t('upload.again')}
          </Button>
        )}
      </FileButton>
    </>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import {
  ActivateConnectionDocument,
  ArchiveConnectionDocument,
  RenameConnectionDocument,
  SwitchOffConnectionDocument,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import type { ConnectionView } from './connection-view.ts';
import { useSave } from './use-save.tsx';
import classes from './sign-in.module.css';

/** Puts the newest version in force, switches the connection off, puts it away, gives it another name. */
export function SwitchOn({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const activate = useSave(ActivateConnectionDocument);
  const archive = useSave(ArchiveConnectionDocument);
  const [isEnding, setEnding] = useState(false);
  const { id: connectionId, status, version, latestVersion, isTested } = connection;
  const isNewest = status === 'ACTIVE' && version === latestVersion;
  const failure = activate.failure ?? archive.failure;
  return (
    <div className={classes.form}>
      <Notice tone={isNewest ? 'good' : 'info'}>
        {isNewest && t('connections.on.inForce', { version })}
        {!isNewest && status === 'ACTIVE' && t('connections.on.older', { version, latestVersion })}
        {status !== 'ACTIVE' && (isTested ? t('connections.on.ready') : t('connections.on.untested'))}
      </Notice>
      <div className={classes.buttons}>
        {!isNewest && (
          <Button
            loading={activate.busy}
            disabled={!isTested}
            onClick={() =>
              void activate.run(
                { input: { connectionId, expectedVersion: latestVersion } },
                t('connections.on.done'),
              )
            }
          >
            {status === 'ACTIVE'
              ? t('connections.on.newest', { version: latestVersion })
              : t('connections.on')}
          </Button>
        )}
        {status === 'ACTIVE' && (
          <Button variant="default" onClick={() => setEnding(true)}>
            {t('connections.off')}
          </Button>
        )}
        {status !== 'ACTIVE' && (
          <Button
            variant="subtle"
            loading={archive.busy}
            onClick={() => void archive.run({ connectionId }, t('connections.archive.done'))}
          >
            {t('connections.archive')}
          </Button>
        )}
      </div>
      {failure && <FailureNotice failure={failure} />}
      <Rename connection={connection} />
      {isEnding && <OffDialog connection={connection} onClose={() => setEnding(false)} />}
      {activate.dialog}
      {archive.dialog}
    </div>
  );
}

function OffDialog({ connection, onClose }: { connection: ConnectionView; onClose: () => void }) {
  const t = useText();
  const save = useSave(SwitchOffConnectionDocument);
  const off = async () => {
    if (await save.run({ connectionId: connection.id }, t('connections.off.done'))) onClose();
  };
  return (
    <>
      <Dialog onClose={onClose} title={t('connections.off.title', { name: connection.name })}>
        <div className={classes.form}>
          <p>{t('connections.off.text')}</p>
          {save.failure && <FailureNotice failure={save.failure} />}
          <Button data-autofocus loading={save.busy} onClick={() => void off()}>
            {t('connections.off')}
          </Button>
        </div>
      </Dialog>
      {save.dialog}
    </>
  );
}

function Rename({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const save = useSave(RenameConnectionDocument);
  const [name, setName] = useState(connection.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run({ input: { connectionId: connection.id, name } }, t('connections.saved'));
  };
  const beside = save.failureBeside(['name']);
  return (
    <>
      <form className={classes.beside} onSubmit={submit}>
        <TextInput
          label={t('connections.name')}
          description={t('connections.name.hint')}
          required
          withAsterisk={false}
          maxLength={80}
          value={name}
          error={save.errorOf('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={save.busy}
          disabled={name.trim() === connection.name}
        >
          {t('connections.rename')}
        </Button>
        {beside && <FailureNotice failure={beside} />}
      </form>
      {save.dialog}
    </>
  );
}

import { Button, Select, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import { RestoreRoleDocument, RoleHistoryDocument } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { RoleChanges } from './role-changes.tsx';
import type { RoleVersionView, RoleView } from './role-view.ts';
import classes from './roles.module.css';

/** Every version of a role, what differs between two of them, and bringing one back. */
export function RoleHistory({ role, onClose }: { role: RoleView; onClose: () => void }) {
  const t = useText();
  const answer = useAnswer(RoleHistoryDocument, { id: role.id }, { policy: 'network-only' });
  const versions = answer.data?.organization?.role?.versions;
  return (
    <Dialog onClose={onClose} size="lg" title={t('roles.historyOf', { name: role.name })}>
      {answer.failure && !versions && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
      {!versions && !answer.failure && <ListSkeleton rows={3} />}
      {versions && versions.length > 1 && <Comparison versions={versions} />}
      <ol className={classes.versions}>
        {versions?.map((version, index) => (
          <Version
            key={version.number}
            role={role}
            version={version}
            before={versions[index + 1] ?? null}
            onDone={onClose}
          />
        ))}
      </ol>
    </Dialog>
  );
}

function Comparison({ versions }: { versions: readonly RoleVersionView[] }) {
  const t = useText();
  const [from, setFrom] = useState(versions.at(-1)!.number);
  const [to, setTo] = useState(versions[0]!.number);
  const versionOf = (number: number) => versions.find((version) => version.number === number) ?? versions[0]!;
  const choices = versions.map(({ number }) => ({
    value: String(number),
    label: t('roles.version', { number }),
  }));
  return (
    <section className={classes.effect} aria-label={t('roles.compare')}>
      <h3>{t('roles.compare')}</h3>
      <div className={classes.pair}>
        <Select
          label={t('roles.compare.from')}
          data={choices}
          value={String(from)}
          allowDeselect={false}
          onChange={(value) => setFrom(Number(value))}
        />
        <Select
          label={t('roles.compare.to')}
          data={choices}
          value={String(to)}
          allowDeselect={false}
          onChange={(value) => setTo(Number(value))}
        />
      </div>
      <RoleChanges from={versionOf(from)} to={versionOf(to)} />
    </section>
  );
}

function Version(props: {
  role: RoleView;
  version: RoleVersionView;
  before: RoleVersionView | null;
  onDone: () => void;
}) {
  const t = useText();
  const dates = useDates();
  const [restoring, setRestoring] = useState(false);
  const { role, version, before } = props;
  const mayRestore = role.canChange && (version.number !== role.version || role.archivedAt !== null);
  return (
    <li>
      <header>
        <b>
          {t('roles.version', { number: version.number })}: {version.name}
        </b>
        {mayRestore && !restoring && (
          <Button size="compact-sm" variant="default" onClick={() => setRestoring(true)}>
            {t('roles.restore')}
          </Button>
        )}
      </header>
      <small className="k-dim">
        {version.author?.name ?? t('person.unknown')}, {dates.dateTime(version.createdAt)}
        {version.restoredFrom != null && `, ${t('roles.restoredFrom', { number: version.restoredFrom })}`}
      </small>
      <p>{version.reason}</p>
      {before && <RoleChanges from={before} to={version} />}
      {restoring && <RestoreForm role={role} number={version.number} onDone={props.onDone} />}
    </li>
  );
}

function RestoreForm(props: { role: RoleView; number: number; onDone: () => void }) {
  const t = useText();
  const restore = useAction(RestoreRoleDocument);
  const [reason, setReason] = useState('');
  const { role, number: version } = props;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { roleId: role.id, version, expectedVersion: role.version ?? 0, reason };
    if (!(await restore.run({ input }))) return;
    saidDone(t('roles.restored'));
    props.onDone();
  };
  return (
    <form className={classes.restore} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t('field.reason')}
        data-autofocus
        required
        withAsterisk={false}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" loading={restore.busy} disabled={!reason.trim()}>
        {t('roles.restore')}
      </Button>
      {restore.failure && <FailureNotice failure={restore.failure} />}
    </form>
  );
}

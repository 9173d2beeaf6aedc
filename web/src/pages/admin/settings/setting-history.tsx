import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import { RestoreSettingDocument, SettingHistoryDocument } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { saidDone } from '../../../ui/toast.ts';
import type { SettingView } from './setting-view.ts';
import { CompareVersions } from './compare-versions.tsx';
import { useSettingValue } from './setting-value.ts';
import classes from './settings.module.css';

/** Every value a setting had, who set it and why; any of them can come back. */
export function SettingHistory(props: { setting: SettingView; mayChange: boolean; onClose: () => void }) {
  const t = useText();
  const { setting } = props;
  const answer = useAnswer(SettingHistoryDocument, {}, { policy: 'network-only' });
  const versions = answer.data?.organization?.settings.find(({ key }) => key === setting.key)?.versions;
  const [restoring, setRestoring] = useState<number | null>(null);
  return (
    <Dialog onClose={props.onClose} size="lg" title={t('settings.historyOf', { label: setting.label })}>
      {answer.failure && !versions && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
      {!versions && !answer.failure && <ListSkeleton rows={4} />}
      {versions && versions.length > 0 && <CompareVersions setting={setting} versions={versions} />}
      <ol className={classes.versions}>
        {versions
          ?.toSorted((a, b) => b.version - a.version)
          .map((version) => (
            <li key={version.version}>
              <VersionText setting={setting} version={version} />
              {props.mayChange && version.version !== setting.version && (
                <Button size="compact-sm" variant="default" onClick={() => setRestoring(version.version)}>
                  {t('settings.restore')}
                </Button>
              )}
              {restoring === version.version && (
                <RestoreForm setting={setting} version={version.version} onDone={props.onClose} />
              )}
            </li>
          ))}
      </ol>
    </Dialog>
  );
}

function VersionText(props: {
  setting: SettingView;
  version: {
    version: number;
    value: string;
    previousValue?: string | null;
    reason: string;
    createdAt: string;
    restoredFrom?: number | null;
    author?: { name: string } | null;
  };
}) {
  const t = useText();
  const dates = useDates();
  const valueOf = useSettingValue();
  const { setting, version } = props;
  return (
    <div>
      <p className={classes.change}>
        {version.previousValue != null && (
          <>
            <del>{valueOf(setting, version.previousValue)}</del> →{' '}
          </>
        )}
        <ins>{valueOf(setting, version.value)}</ins>
        {version.restoredFrom != null && ` (${t('version.restoredFrom', { version: version.restoredFrom })})`}
      </p>
      <small className="k-dim">
        {t('settings.compare.version', { version: version.version })},{' '}
        {version.author?.name ?? t('person.unknown')}, {dates.dateTime(version.createdAt)}
      </small>
      <p>{version.reason}</p>
    </div>
  );
}

function RestoreForm(props: { setting: SettingView; version: number; onDone: () => void }) {
  const t = useText();
  const restore = useAction(RestoreSettingDocument);
  const [reason, setReason] = useState('');
  const submit = async () => {
    const { key, version: expectedVersion } = props.setting;
    const input = { key, version: props.version, reason: reason.trim(), expectedVersion };
    if (!(await restore.run({ input }))) return;
    saidDone(t('settings.saved'));
    props.onDone();
  };
  return (
    <div className={classes.restore}>
      <TextInput
        label={t('field.reason')}
        autoFocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {restore.failure && <FailureNotice failure={restore.failure} />}
      <Button size="xs" disabled={reason.trim() === ''} loading={restore.busy} onClick={() => void submit()}>
        {t('settings.restore.confirm')}
      </Button>
    </div>
  );
}

import { Badge, Button } from '@mantine/core';
import { useState, type ComponentType } from 'react';
import { useText } from '../../../i18n/text.ts';
import { SettingDialog } from './setting-dialog.tsx';
import { SettingHistory } from './setting-history.tsx';
import { useSettingValue } from './setting-value.ts';
import type { SettingView } from './setting-view.ts';
import classes from './settings.module.css';

/** One setting: what it does, its value, changing it (by another dialog, if one is given), its history. */
export function SettingRow(props: {
  setting: SettingView;
  mayChange: boolean;
  dialog?: ComponentType<{ setting: SettingView; onClose: () => void }>;
}) {
  const t = useText();
  const { setting, mayChange, dialog: ChangeDialog = SettingDialog } = props;
  const valueOf = useSettingValue();
  const [changing, setChanging] = useState(false);
  const [history, setHistory] = useState(false);
  return (
    <li className={classes.setting}>
      <div>
        <h3>{setting.label}</h3>
        <p>{setting.description}</p>
      </div>
      <div className={classes.value}>
        <b>{valueOf(setting, setting.value)}</b>
        {setting.isDefault && <Badge color="gray">{t('settings.default')}</Badge>}
      </div>
      <div className={classes.buttons}>
        {setting.version > 0 && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={t('settings.historyOf', { label: setting.label })}
            onClick={() => setHistory(true)}
          >
            {t('history.title')}
          </Button>
        )}
        {mayChange && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t('settings.changeOf', { label: setting.label })}
            onClick={() => setChanging(true)}
          >
            {t('action.change')}
          </Button>
        )}
      </div>
      {changing && <ChangeDialog setting={setting} onClose={() => setChanging(false)} />}
      {history && (
        <SettingHistory setting={setting} mayChange={mayChange} onClose={() => setHistory(false)} />
      )}
    </li>
  );
}

import { NumberInput, Select, Switch, Textarea } from '@mantine/core';
import { useText } from '../../../i18n/text.ts';
import type { SettingView } from './setting-view.ts';
import { useSettingValue } from './setting-value.ts';

/** The field for a setting's value; lists may be written in several lines. */
export function ValueField(props: {
  setting: SettingView;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}) {
  const t = useText();
  const valueOf = useSettingValue();
  const { setting, value, error, onChange } = props;
  const label = t('settings.value');
  switch (setting.kind) {
    case 'NUMBER':
      return (
        <NumberInput
          label={label}
          error={error}
          data-autofocus
          allowDecimal={false}
          min={setting.minimum ?? undefined}
          max={setting.maximum ?? undefined}
          description={t('settings.range', { minimum: setting.minimum ?? 0, maximum: setting.maximum ?? 0 })}
          value={value === '' ? '' : Number(value)}
          onChange={(next) => onChange(String(next))}
        />
      );
    case 'BOOLEAN':
      return (
        <Switch
          label={valueOf(setting, value)}
          checked={value === 'true'}
          onChange={(event) => onChange(String(event.currentTarget.checked))}
        />
      );
    case 'CHOICE':
      return (
        <Select
          label={label}
          data-autofocus
          allowDeselect={false}
          data={(setting.options ?? []).map((option) => ({ value: option, label: valueOf(setting, option) }))}
          value={value}
          onChange={(next) => onChange(next ?? value)}
        />
      );
    default:
      return (
        <Textarea
          label={label}
          error={error}
          data-autofocus
          autosize
          minRows={2}
          maxRows={8}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

import { Select } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../i18n/text.ts';
import { useSettingValue } from './setting-value.ts';
import type { SettingView } from './setting-view.ts';
import classes from './settings.module.css';

interface Version {
  readonly version: number;
  readonly value: string;
  readonly previousValue?: string | null;
}

/** The difference between any two versions of a setting; version 0 is the default. */
export function CompareVersions(props: { setting: SettingView; versions: readonly Version[] }) {
  const t = useText();
  const valueOf = useSettingValue();
  const { setting } = props;
  const rising = props.versions.toSorted((one, other) => one.version - other.version);
  const [oldest] = rising;
  // The oldest that is shown knows what it replaced: the default, or the last version that is not shown.
  const values = new Map<number, string>([
    ...(oldest ? [[oldest.version - 1, oldest.previousValue ?? oldest.value] as const] : []),
    ...rising.map(({ version, value }) => [version, value] as const),
  ]);
  const numbers = [...values.keys()];
  const [from, setFrom] = useState(numbers.at(-2) ?? 0);
  const [to, setTo] = useState(numbers.at(-1) ?? 0);
  const data = numbers.map((number) => ({
    value: String(number),
    label: number === 0 ? t('settings.compare.initial') : t('settings.compare.version', { version: number }),
  }));
  const [before, after] = [values.get(from) ?? '', values.get(to) ?? ''];
  return (
    <div className={classes.compare} role="group" aria-label={t('settings.compare')}>
      <Select
        label={t('settings.compare.from')}
        data={data}
        allowDeselect={false}
        value={String(from)}
        onChange={(value) => setFrom(Number(value))}
      />
      <Select
        label={t('settings.compare.to')}
        data={data}
        allowDeselect={false}
        value={String(to)}
        onChange={(value) => setTo(Number(value))}
      />
      {before === after ? (
        <p className="k-dim">{t('settings.compare.same')}</p>
      ) : (
        <p className={classes.change}>
          <del>{valueOf(setting, before)}</del> → <ins>{valueOf(setting, after)}</ins>
        </p>
      )}
    </div>
  );
}

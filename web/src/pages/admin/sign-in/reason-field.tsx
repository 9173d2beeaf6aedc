import { TextInput } from '@mantine/core';
import { useText } from '../../../i18n/text.ts';

/** Why a version is made; it stands in the history. */
export function ReasonField(props: { value: string; error?: string; onChange: (value: string) => void }) {
  const t = useText();
  return (
    <TextInput
      label={t('connections.reason')}
      description={t('connections.reason.hint')}
      required
      withAsterisk={false}
      maxLength={500}
      value={props.value}
      error={props.error}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

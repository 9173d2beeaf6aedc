import { TextInput } from '@mantine/core';
import { useText } from '../i18n/text.ts';

/** When something given ends, as a date and a time of the viewer's zone; empty when it lasts. */
export function UntilField(props: {
  /** `2026-12-01T18:00`, or empty. */
  value: string;
  onChange: (value: string) => void;
  error?: string;
  /** Said below instead of "empty: lasts". */
  hint?: string;
  required?: boolean;
}) {
  const t = useText();
  return (
    <TextInput
      type="datetime-local"
      label={t('share.until')}
      description={props.hint ?? t('share.until.hint')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={props.value}
      error={props.error}
      required={props.required}
      withAsterisk={false}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** The moment that the field names, for the server; `null` when it is empty. */
export function momentOf(value: string): string | null {
  return value === '' ? null : new Date(value).toISOString();
}

/** A moment in the form of the field, in the viewer's zone. */
export function fieldOf(moment: string | null | undefined): string {
  if (!moment) return '';
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

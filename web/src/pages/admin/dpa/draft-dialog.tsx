import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { SaveDpaDraftDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { saidDone } from '../../../ui/toast.ts';
import { EntryDialog, errorOf } from '../suppliers/entry-dialog.tsx';
import { dayFromNow } from '../suppliers/supplier-view.ts';
import type { DpaVersionView } from './dpa-version-view.ts';

const LABELS = {
  textDe: 'dpaKeep.textDe',
  textEn: 'dpaKeep.textEn',
  summaryDe: 'dpaKeep.summaryDe',
  summaryEn: 'dpaKeep.summaryEn',
} as const;
type Field = keyof typeof LABELS;

/** Writes the draft; a new one begins with the texts of the newest version. */
export default function DraftDialog(props: {
  draft: DpaVersionView | null;
  newest: DpaVersionView | null;
  onClose: () => void;
}) {
  const t = useText();
  const { draft, newest, onClose } = props;
  const save = useAction(SaveDpaDraftDocument);
  const [input, setInput] = useState({
    textDe: draft?.textDe ?? newest?.textDe ?? '',
    textEn: draft?.textEn ?? newest?.textEn ?? '',
    summaryDe: draft?.summaryDe ?? '',
    summaryEn: draft?.summaryEn ?? '',
    validFrom: draft?.validFrom ?? dayFromNow(30),
    expectedRevision: draft?.revision ?? 0,
  });
  const submit = async () => {
    if (!(await save.run({ input }))) return;
    saidDone(t('dpaKeep.draft.saved'));
    onClose();
  };
  const area = (field: Field, hint: string, minRows: number, maxRows: number) => (
    <Textarea
      label={t(LABELS[field])}
      description={hint}
      required
      withAsterisk={false}
      autosize
      minRows={minRows}
      maxRows={maxRows}
      value={input[field]}
      error={errorOf(save.failure, field)}
      onChange={(event) => setInput({ ...input, [field]: event.currentTarget.value })}
    />
  );
  return (
    <EntryDialog
      wide
      title={t(draft ? 'dpaKeep.draft.edit' : 'dpaKeep.draft.begin')}
      action={save}
      fields={['textDe', 'textEn', 'summaryDe', 'summaryEn', 'validFrom']}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      {area('summaryDe', t('dpaKeep.summary.hint'), 2, 4)}
      {area('summaryEn', t('dpaKeep.summary.hint'), 2, 4)}
      <TextInput
        type="date"
        label={t('dpa.validFrom')}
        required
        withAsterisk={false}
        min={dayFromNow(0)}
        value={input.validFrom}
        error={errorOf(save.failure, 'validFrom')}
        onChange={(event) => setInput({ ...input, validFrom: event.currentTarget.value })}
      />
      {area('textDe', t('dpaKeep.text.hint'), 8, 18)}
      {area('textEn', t('dpaKeep.text.hint'), 8, 18)}
    </EntryDialog>
  );
}

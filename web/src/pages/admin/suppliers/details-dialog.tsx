import { MultiSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  CreateSupplierDocument,
  UpdateSupplierDocument,
  type Adapter,
  type CreateSupplierInput,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { EntryDialog, errorOf, useEntry } from './entry-dialog.tsx';
import type { SupplierView } from './supplier-view.ts';

const ADAPTERS: readonly Adapter[] = ['S3', 'AZURE_OPENAI', 'SMTP', 'OTLP'];
const EMPTY: CreateSupplierInput = {
  ...{ name: '', purposeDe: '', purposeEn: '', dataDe: '', dataEn: '', region: '', contractUrl: '' },
  ...{ adapters: [], hosts: [], isSubprocessor: true },
};
const FIELDS = [...Object.keys(EMPTY), 'reason'];

/** Lines that hold no host are no hosts. */
const withoutBlanks = (details: CreateSupplierInput): CreateSupplierInput => ({
  ...details,
  hosts: details.hosts.map((host) => host.trim()).filter(Boolean),
});

/** Adds a supplier. */
export function CreateSupplierDialog(props: { onClose: () => void }) {
  const t = useText();
  const { action, save } = useEntry(CreateSupplierDocument, props.onClose);
  const [details, setDetails] = useState(EMPTY);
  return (
    <EntryDialog
      wide
      title={t('supplier.add')}
      action={action}
      fields={FIELDS}
      onClose={props.onClose}
      onSubmit={() => void save(withoutBlanks(details))}
    >
      <DetailFields details={details} failure={action.failure} onChange={setDetails} />
    </EntryDialog>
  );
}

/** Writes a new version of a supplier's details. */
export function EditSupplierDialog(props: { supplier: SupplierView; onClose: () => void }) {
  const t = useText();
  const { supplier, onClose } = props;
  const { action, save } = useEntry(UpdateSupplierDocument, onClose);
  const { __typename: _, version, retired: __, createdAt: ___, ...current } = supplier.current;
  const [details, setDetails] = useState<CreateSupplierInput>(current);
  const [reason, setReason] = useState('');
  const input = { ...withoutBlanks(details), supplierId: supplier.id, expectedVersion: version, reason };
  return (
    <EntryDialog
      wide
      title={t('supplier.edit.title')}
      action={action}
      fields={FIELDS}
      onClose={onClose}
      onSubmit={() => void save(input)}
    >
      <DetailFields details={details} failure={action.failure} onChange={setDetails} />
      <TextInput
        label={t('field.reason')}
        description={t('settings.reason.hint')}
        required
        withAsterisk={false}
        maxLength={500}
        value={reason}
        error={errorOf(action.failure, 'reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </EntryDialog>
  );
}

function DetailFields(props: {
  details: CreateSupplierInput;
  failure: Parameters<typeof errorOf>[0];
  onChange: (details: CreateSupplierInput) => void;
}) {
  const t = useText();
  const { details, failure, onChange } = props;
  const bind = (
    field: 'name' | 'region' | 'contractUrl' | 'purposeDe' | 'purposeEn' | 'dataDe' | 'dataEn',
  ) => ({
    label: t(`supplier.${field}`),
    value: details[field],
    error: errorOf(failure, field),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...details, [field]: event.currentTarget.value }),
  });
  const long = { required: true, withAsterisk: false, autosize: true, minRows: 2, maxRows: 6 };
  const needed = { required: true, withAsterisk: false };
  return (
    <>
      <TextInput {...bind('name')} {...needed} data-autofocus maxLength={120} />
      <Textarea {...bind('purposeDe')} {...long} maxLength={500} />
      <Textarea {...bind('purposeEn')} {...long} maxLength={500} />
      <Textarea {...bind('dataDe')} {...long} maxLength={1000} />
      <Textarea {...bind('dataEn')} {...long} maxLength={1000} />
      <TextInput {...bind('region')} {...needed} description={t('supplier.region.hint')} maxLength={120} />
      <TextInput {...bind('contractUrl')} type="url" description={t('supplier.link.hint')} maxLength={500} />
      <MultiSelect
        label={t('supplier.adapters')}
        description={t('supplier.adapters.hint')}
        data={ADAPTERS.map((value) => ({ value, label: t(`adapter.${value}`) }))}
        value={details.adapters}
        error={errorOf(failure, 'adapters')}
        onChange={(adapters) => onChange({ ...details, adapters })}
      />
      <Textarea
        label={t('supplier.hosts')}
        description={t('supplier.hosts.hint')}
        autosize
        minRows={2}
        maxRows={8}
        required={details.adapters.length > 0}
        withAsterisk={false}
        value={details.hosts.join('\n')}
        error={errorOf(failure, 'hosts')}
        onChange={(event) => onChange({ ...details, hosts: event.currentTarget.value.split('\n') })}
      />
      <Switch
        label={t('supplier.isSubprocessor')}
        checked={details.isSubprocessor}
        onChange={(event) => onChange({ ...details, isSubprocessor: event.currentTarget.checked })}
      />
    </>
  );
}

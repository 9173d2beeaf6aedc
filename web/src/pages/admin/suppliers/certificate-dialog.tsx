import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  AddSupplierCertificateDocument,
  type AddSupplierCertificateInput,
  type CertificateKind,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { EntryDialog, errorOf, useEntry } from './entry-dialog.tsx';
import type { SupplierView } from './supplier-view.ts';

const KINDS: readonly CertificateKind[] = [
  ...(['ISO_27001', 'SOC_2_TYPE_II', 'ISO_27017', 'ISO_27018', 'C5', 'TISAX', 'PCI_DSS', 'OTHER'] as const),
];

/** Enters a certificate of a supplier. */
export function CertificateDialog({ supplier, onClose }: { supplier: SupplierView; onClose: () => void }) {
  const t = useText();
  const { action, save } = useEntry(AddSupplierCertificateDocument, onClose);
  const [input, setInput] = useState<AddSupplierCertificateInput>({
    ...{
      supplierId: supplier.id,
      kind: 'ISO_27001',
      number: '',
      issuedBy: '',
      validFrom: '',
      validUntil: '',
    },
    evidenceUrl: '',
  });
  const bind = (field: 'number' | 'issuedBy' | 'validFrom' | 'validUntil' | 'evidenceUrl') => ({
    value: input[field],
    error: errorOf(action.failure, field),
    onChange: (event: { currentTarget: { value: string } }) =>
      setInput({ ...input, [field]: event.currentTarget.value }),
  });
  const needed = { required: true, withAsterisk: false };
  return (
    <EntryDialog
      title={t('supplier.certificate.add')}
      action={action}
      fields={['number', 'issuedBy', 'validFrom', 'validUntil', 'evidenceUrl']}
      onClose={onClose}
      onSubmit={() => void save(input)}
    >
      <Select
        label={t('supplier.certificate.kind')}
        data={KINDS.map((value) => ({ value, label: t(`certificateKind.${value}`) }))}
        allowDeselect={false}
        value={input.kind}
        onChange={(kind) => setInput({ ...input, kind: kind ?? input.kind })}
      />
      <TextInput label={t('supplier.certificate.number')} {...bind('number')} {...needed} maxLength={120} />
      <TextInput
        label={t('supplier.certificate.issuedBy')}
        {...bind('issuedBy')}
        {...needed}
        maxLength={120}
      />
      <TextInput type="date" label={t('supplier.validFrom')} {...bind('validFrom')} {...needed} />
      <TextInput type="date" label={t('supplier.validUntil')} {...bind('validUntil')} {...needed} />
      <TextInput
        type="url"
        label={t('supplier.evidenceUrl')}
        description={t('supplier.link.hint')}
        maxLength={500}
        {...bind('evidenceUrl')}
      />
    </EntryDialog>
  );
}

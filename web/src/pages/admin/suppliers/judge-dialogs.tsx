import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  AddSupplierNoteDocument,
  AssessSupplierDocument,
  RetireSupplierDocument,
  ReviewSupplierDocument,
  WithdrawSupplierCertificateDocument,
  type RiskLevel,
  type SupplierReviewOutcome,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { EntryDialog, errorOf, useEntry } from './entry-dialog.tsx';
import { dayFromNow, type CertificateView, type SupplierView } from './supplier-view.ts';

const LEVELS: readonly RiskLevel[] = ['LOW', 'MEDIUM', 'HIGH'];
const OUTCOMES: readonly SupplierReviewOutcome[] = ['APPROVED', 'REJECTED'];

interface Props {
  supplier: SupplierView;
  onClose: () => void;
}

/** Enters a risk analysis. */
export function AssessDialog({ supplier, onClose }: Props) {
  const t = useText();
  const { action, save } = useEntry(AssessSupplierDocument, onClose);
  const [level, setLevel] = useState<RiskLevel>('LOW');
  const [analysis, setAnalysis] = useState('');
  return (
    <EntryDialog
      title={t('supplier.assess')}
      action={action}
      fields={['level', 'analysis']}
      onClose={onClose}
      onSubmit={() => void save({ supplierId: supplier.id, level, analysis })}
    >
      <Select
        label={t('supplier.risk')}
        data={LEVELS.map((value) => ({ value, label: t(`riskLevel.${value}`) }))}
        allowDeselect={false}
        value={level}
        onChange={(next) => setLevel(next ?? level)}
      />
      <LongField
        label={t('supplier.analysis')}
        hint={t('supplier.analysis.hint')}
        value={analysis}
        error={errorOf(action.failure, 'analysis')}
        onChange={setAnalysis}
      />
    </EntryDialog>
  );
}

/** Reviews the newest version; says first what an approval still needs. */
export function ReviewDialog({ supplier, onClose }: Props) {
  const t = useText();
  const { action, save } = useEntry(ReviewSupplierDocument, onClose);
  const needs = supplier.approvalNeeds;
  const [outcome, setOutcome] = useState<SupplierReviewOutcome>(needs.length > 0 ? 'REJECTED' : 'APPROVED');
  const [nextReviewOn, setNextReviewOn] = useState(dayFromNow(365));
  const [note, setNote] = useState('');
  const { version } = supplier.current;
  return (
    <EntryDialog
      title={t('supplier.review')}
      action={action}
      fields={['outcome', 'nextReviewOn', 'note']}
      onClose={onClose}
      onSubmit={() => void save({ supplierId: supplier.id, version, outcome, nextReviewOn, note })}
    >
      {needs.length > 0 && (
        <Notice tone="warn">
          {t('supplier.needs', { needs: needs.map((need) => t(`supplier.need.${need}`)).join(', ') })}
        </Notice>
      )}
      <Select
        label={t('supplier.outcome')}
        data={OUTCOMES.map((value) => ({
          value,
          label: t(`supplier.outcome.${value}`),
          disabled: value === 'APPROVED' && needs.length > 0,
        }))}
        allowDeselect={false}
        value={outcome}
        error={errorOf(action.failure, 'outcome')}
        onChange={(next) => setOutcome(next ?? outcome)}
      />
      <TextInput
        type="date"
        label={t('supplier.nextReviewOn')}
        description={t('supplier.nextReviewOn.hint')}
        required
        withAsterisk={false}
        min={dayFromNow(1)}
        max={dayFromNow(731)}
        value={nextReviewOn}
        error={errorOf(action.failure, 'nextReviewOn')}
        onChange={(event) => setNextReviewOn(event.currentTarget.value)}
      />
      <LongField
        label={t('supplier.note')}
        optional
        value={note}
        error={errorOf(action.failure, 'note')}
        onChange={setNote}
      />
    </EntryDialog>
  );
}

/** Notes what was noticed. */
export function NoteDialog({ supplier, onClose }: Props) {
  const t = useText();
  const { action, save } = useEntry(AddSupplierNoteDocument, onClose);
  const [text, setText] = useState('');
  return (
    <EntryDialog
      title={t('supplier.notes.add')}
      action={action}
      fields={['text']}
      onClose={onClose}
      onSubmit={() => void save({ supplierId: supplier.id, text })}
    >
      <LongField
        label={t('supplier.notes.what')}
        value={text}
        error={errorOf(action.failure, 'text')}
        onChange={setText}
      />
    </EntryDialog>
  );
}

/** Retires a supplier, or takes it up again. */
export function RetireDialog({ supplier, onClose }: Props) {
  const t = useText();
  const { action, save } = useEntry(RetireSupplierDocument, onClose);
  const [reason, setReason] = useState('');
  const { version, retired } = supplier.current;
  const words = retired ? 'supplier.reinstate' : 'supplier.retire';
  const input = { supplierId: supplier.id, expectedVersion: version, retired: !retired, reason };
  return (
    <EntryDialog
      title={t(`${words}.title`)}
      text={t(`${words}.text`)}
      submitLabel={t(words)}
      action={action}
      fields={['reason']}
      onClose={onClose}
      onSubmit={() => void save(input)}
    >
      <LongField
        label={t('field.reason')}
        value={reason}
        error={errorOf(action.failure, 'reason')}
        onChange={setReason}
      />
    </EntryDialog>
  );
}

/** Says why a certificate no longer counts. */
export function WithdrawDialog(props: Props & { certificate: CertificateView }) {
  const t = useText();
  const { supplier, certificate, onClose } = props;
  const { action, save } = useEntry(WithdrawSupplierCertificateDocument, onClose);
  const [reason, setReason] = useState('');
  return (
    <EntryDialog
      title={t('supplier.certificate.withdraw')}
      text={t('supplier.certificate.withdraw.text')}
      submitLabel={t('supplier.certificate.withdraw')}
      action={action}
      fields={['reason']}
      onClose={onClose}
      onSubmit={() => void save({ supplierId: supplier.id, certificateId: certificate.id, reason })}
    >
      <LongField
        label={t('field.reason')}
        value={reason}
        error={errorOf(action.failure, 'reason')}
        onChange={setReason}
      />
    </EntryDialog>
  );
}

function LongField(props: {
  label: string;
  hint?: string;
  optional?: boolean;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <Textarea
      label={props.label}
      description={props.hint}
      autosize
      minRows={3}
      maxRows={12}
      required={!props.optional}
      withAsterisk={false}
      value={props.value}
      error={props.error}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

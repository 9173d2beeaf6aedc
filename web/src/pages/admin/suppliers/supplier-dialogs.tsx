import { CertificateDialog } from './certificate-dialog.tsx';
import { EditSupplierDialog } from './details-dialog.tsx';
import { AssessDialog, NoteDialog, RetireDialog, ReviewDialog, WithdrawDialog } from './judge-dialogs.tsx';
import type { OpenForm } from './open-form.ts';
import type { SupplierView } from './supplier-view.ts';

/** The form that is open above a supplier's page; loaded when the first one opens. */
export default function SupplierDialogs(props: {
  form: OpenForm;
  supplier: SupplierView;
  onClose: () => void;
}) {
  const { form, ...rest } = props;
  switch (form.kind) {
    case 'edit':
      return <EditSupplierDialog {...rest} />;
    case 'review':
      return <ReviewDialog {...rest} />;
    case 'assess':
      return <AssessDialog {...rest} />;
    case 'certificate':
      return <CertificateDialog {...rest} />;
    case 'note':
      return <NoteDialog {...rest} />;
    case 'retire':
      return <RetireDialog {...rest} />;
    case 'withdraw':
      return <WithdrawDialog {...rest} certificate={form.certificate} />;
  }
}

import type { CertificateView } from './supplier-view.ts';

/** Which form is open above the page. */
export type OpenForm =
  | { kind: 'edit' | 'review' | 'assess' | 'certificate' | 'note' | 'retire' }
  | { kind: 'withdraw'; certificate: CertificateView };

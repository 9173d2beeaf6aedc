import { Button } from '@mantine/core';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { SupplierDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { PageSkeleton } from '../../../ui/skeletons.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { StandingBadge } from './standing-badge.tsx';
import { Certificates, Notes, Reviews, Risks, SupplierFacts, Versions } from './supplier-parts.tsx';
import type { OpenForm } from './open-form.ts';
import type { SupplierView } from './supplier-view.ts';
import classes from './suppliers.module.css';

const Dialogs = lazy(() => import('./supplier-dialogs.tsx'));

/** One supplier with everything that was ever noted about it. */
export default function SupplierPage() {
  const t = useText();
  const { org = '', supplier: id = '' } = useParams();
  const { viewerCan } = useOrganization();
  const mayKeep = can(viewerCan, 'OPERATOR_SUPPLIERS');
  const { data, failure, reload } = useAnswer(SupplierDocument, { id }, { pause: !mayKeep });
  const top = <TopBar crumbs={[{ label: t('suppliers.title'), to: `/o/${org}/admin/suppliers` }]} />;
  if (!mayKeep || failure?.code === 'NOT_FOUND') {
    return (
      <>
        {top}
        <Missing />
      </>
    );
  }
  if (failure && !data) return <FailureNotice failure={failure} onRetry={reload} />;
  if (!data?.supplier) return <PageSkeleton />;
  return <Whole supplier={data.supplier} top={top} />;
}

function Whole({ supplier, top }: { supplier: SupplierView; top: ReactNode }) {
  const t = useText();
  const [form, setForm] = useState<OpenForm | null>(null);
  const { current, standing } = supplier;
  const open = (kind: Exclude<OpenForm['kind'], 'withdraw'>) => () => setForm({ kind });
  const button = (kind: Exclude<OpenForm['kind'], 'withdraw'>, label: string) => (
    <Button variant="default" size="compact-sm" onClick={open(kind)}>
      {label}
    </Button>
  );
  return (
    <Page
      wide
      title={current.name}
      text={<StandingBadge standing={standing} />}
      top={top}
      actions={
        <>
          {!current.retired && <Button onClick={open('review')}>{t('supplier.review')}</Button>}
          <Button variant="default" onClick={open('edit')}>
            {t('supplier.edit')}
          </Button>
          <Button variant="default" onClick={open('retire')}>
            {t(current.retired ? 'supplier.reinstate' : 'supplier.retire')}
          </Button>
        </>
      }
    >
      <div className={classes.notice}>
        <Notice tone={toneOf(standing)}>{t(`standing.${standing}.text`)}</Notice>
      </div>
      <SupplierFacts supplier={supplier} />
      <Section title={t('supplier.reviews')}>
        <Reviews supplier={supplier} />
      </Section>
      <Section
        title={t('supplier.certificates')}
        actions={button('certificate', t('supplier.certificate.add'))}
      >
        <Certificates
          supplier={supplier}
          onWithdraw={(certificate) => setForm({ kind: 'withdraw', certificate })}
        />
      </Section>
      <Section title={t('supplier.risks')} actions={button('assess', t('supplier.assess'))}>
        <Risks supplier={supplier} />
      </Section>
      <Section
        title={t('supplier.notes')}
        text={t('supplier.notes.text')}
        actions={button('note', t('supplier.notes.add'))}
      >
        <Notes supplier={supplier} />
      </Section>
      <Section title={t('supplier.versions')}>
        <Versions supplier={supplier} />
      </Section>
      <Suspense>{form && <Dialogs form={form} supplier={supplier} onClose={() => setForm(null)} />}</Suspense>
    </Page>
  );
}

function toneOf(standing: SupplierView['standing']): 'good' | 'warn' | 'bad' | 'info' {
  if (standing === 'REVIEWED') return 'good';
  if (standing === 'EXPIRED' || standing === 'REJECTED') return 'bad';
  return standing === 'RETIRED' ? 'info' : 'warn';
}

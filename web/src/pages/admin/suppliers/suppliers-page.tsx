import { Button } from '@mantine/core';
import { IconPlus, IconTruckDelivery } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { SuppliersDocument, type SuppliersQuery } from '../../../gql/graphql.ts';
import { useLocale } from '../../../i18n/i18n-provider.tsx';
import { useDates, useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Table } from '../../../ui/table.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { CreateSupplierDialog } from './details-dialog.tsx';
import { AdapterBadge, StandingBadge } from './standing-badge.tsx';
import { noonOf } from './supplier-view.ts';
import classes from './suppliers.module.css';

/** The operator's register of suppliers, and what of it the last start made. */
export default function SuppliersPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const mayKeep = can(viewerCan, 'OPERATOR_SUPPLIERS');
  const [adding, setAdding] = useState(false);
  const { data, failure, loading, reload } = useAnswer(SuppliersDocument, {}, { pause: !mayKeep });
  if (!mayKeep) {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t('supplier.add')}
    </Button>
  );
  return (
    <Page
      wide
      title={t('suppliers.title')}
      text={t('suppliers.text')}
      top={<TopBar crumbs={[]} />}
      actions={data && data.suppliers.length > 0 ? add : undefined}
    >
      {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
      {loading && <ListSkeleton />}
      {data && <Adapters adapters={data.configuredAdapters} suppliers={data.suppliers} />}
      {data?.suppliers.length === 0 && (
        <Empty icon={<IconTruckDelivery size={22} />} title={t('suppliers.none')} action={add}>
          {t('suppliers.none.text')}
        </Empty>
      )}
      {data && data.suppliers.length > 0 && (
        <Section title={t('suppliers.list')}>
          <Register suppliers={data.suppliers} />
        </Section>
      )}
      {adding && (
        <CreateSupplierDialog
          onClose={() => {
            setAdding(false);
            reload();
          }}
        />
      )}
    </Page>
  );
}

type Suppliers = SuppliersQuery['suppliers'];

function Register({ suppliers }: { suppliers: Suppliers }) {
  const t = useText();
  const dates = useDates();
  const { locale } = useLocale();
  const { org = '' } = useParams();
  return (
    <Table
      label={t('suppliers.title')}
      head={[t('supplier.name'), t('supplier.purpose'), t('supplier.state'), t('supplier.usableUntil')]}
      rows={suppliers.map(({ id, current, standing, usableUntil }) => ({
        key: id,
        cells: [
          <Link key="name" className={classes.name} to={`/o/${org}/admin/suppliers/${id}`}>
            {current.name}
          </Link>,
          <span key="purpose" className="k-dim">
            {locale === 'de' ? current.purposeDe : current.purposeEn}
          </span>,
          <StandingBadge key="standing" standing={standing} />,
          usableUntil ? dates.day(noonOf(usableUntil)) : '–',
        ],
      }))}
    />
  );
}

function Adapters(props: { adapters: SuppliersQuery['configuredAdapters']; suppliers: Suppliers }) {
  const t = useText();
  const dates = useDates();
  const { org = '' } = useParams();
  const { adapters, suppliers } = props;
  const [first] = adapters;
  if (!first) return <p className={`k-dim ${classes.quiet}`}>{t('suppliers.adapters.none')}</p>;
  return (
    <Section
      title={t('suppliers.adapters')}
      text={t('suppliers.adapters.text', { at: dates.dateTime(first.decidedAt) })}
    >
      <ul className={classes.adapters}>
        {adapters.map(({ adapter, host, state, supplierId }) => {
          const supplier = suppliers.find(({ id }) => id === supplierId);
          return (
            <li key={adapter}>
              <div>
                <h3>{t(`adapter.${adapter}`)}</h3>
                <p>{host}</p>
              </div>
              <div>
                <AdapterBadge state={state} />
                <p>{t(`adapterState.${state}.text`)}</p>
                {supplier && (
                  <Link to={`/o/${org}/admin/suppliers/${supplier.id}`}>{supplier.current.name}</Link>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

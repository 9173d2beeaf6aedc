import { useAnswer } from '../../client/use-answer.ts';
import { TrustSuppliersDocument } from '../../gql/graphql.ts';
import { useDates, useText } from '../../i18n/text.ts';
import { Section } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';

/** Who processes data on the operator's behalf, with valid certificates (GDPR Art. 28(2)). */
export function TrustSuppliers() {
  const t = useText();
  const dates = useDates();
  const suppliers = useAnswer(TrustSuppliersDocument, {}).data?.publicSuppliers;
  if (!suppliers) return null;
  return (
    <Section title={t('trust.suppliers')} text={t('trust.suppliers.text')}>
      {suppliers.length === 0 && <p>{t('trust.suppliers.none')}</p>}
      {suppliers.length > 0 && (
        <Table
          label={t('trust.suppliers')}
          head={[
            t('trust.supplier.name'),
            t('trust.supplier.purpose'),
            t('trust.supplier.data'),
            t('trust.supplier.region'),
            t('trust.supplier.certificates'),
          ]}
          rows={suppliers.map((supplier) => ({
            key: supplier.id,
            cells: [
              supplier.name,
              supplier.purpose,
              supplier.dataProcessed,
              supplier.region,
              supplier.certificates
                .map(({ kind, validUntil }) =>
                  t('trust.until', {
                    kind: t(`certificateKind.${kind}`),
                    day: dates.day(`${validUntil}T12:00`),
                  }),
                )
                .join('; '),
            ],
          }))}
        />
      )}
    </Section>
  );
}
